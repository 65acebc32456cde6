import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeAtomic } from "../../../lib/src/core/index.js";
import {
  annotate,
  collectRuns,
  createRun,
  listRuns,
  readRunFolder,
  studyTrials,
} from "../../../lib/src/tracking/index.js";
import { project } from "../../support/tracking.js";

it("deletes runs that fit every filter, never kept or running ones, and does not forget their trials", () => {
  const root = project();
  const made = (name: string, tags: string[] = []) => {
    const run = createRun({ root, name, kind: "library", tags, study: "s" });
    for (const hash of [name, name, "same"]) run.trial({ kind: "backtest", name, hash });
    return run;
  };
  const running = made("run");
  const draft = made("draft", ["draft"]).finish().run_id;
  const kept = made("kept", ["draft"]).finish("failed").run_id;
  annotate(root, kept, { add: ["keep"] });
  const old = made("old");
  const startedAt = new Date(Date.now() - 10 * 86_400_000).toISOString();
  writeAtomic(join(old.directory, "run.json"), JSON.stringify({ ...old.finish(), startedAt }));
  const left = () =>
    listRuns(root)
      .runs.map(({ head }) => head.name)
      .sort();

  expect(collectRuns(root).runs).toEqual([]);
  expect(left()).toEqual(["draft", "kept", "old", "run"]);
  const before = studyTrials(root, "s");
  expect(before).toMatchObject({ runs: 4, count: 12 });
  const planned = collectRuns(root, { tag: "draft", dryRun: true });
  expect(planned.runs).toMatchObject([{ runId: draft, status: "completed" }]);
  expect(planned.toText()).toMatch(
    /1 run would be deleted, \d{4,} bytes[\s\S]*1 stay, running or tagged keep/,
  );
  expect(left()).toEqual(["draft", "kept", "old", "run"]);
  expect(collectRuns(root, { tag: "draft" }).bytes).toBe(planned.bytes);
  expect(collectRuns(root, { olderThanDays: 9 }).runs).toMatchObject([{ runId: old.runId }]);
  expect(collectRuns(root, { name: "", status: "completed" }).runs).toEqual([]);
  expect(collectRuns(root, { status: "running" }).kept).toEqual([running.runId]);
  expect(left()).toEqual(["kept", "run"]);
  expect(studyTrials(root, "s")).toEqual({ ...before, runs: 2, hashes: before.hashes });
  expect(() => collectRuns(root, { olderThanDays: -1 })).toThrow(/olderThanDays must be a finite number/);
  running.finish();
});

it("always deletes what killed processes left, when it is old enough", () => {
  const root = project();
  const folder = (id: string, file?: string) => {
    const directory = join(root, "experiments", id);
    mkdirSync(directory, { recursive: true });
    if (file) writeFileSync(join(directory, file), "x");
    return directory;
  };
  const [empty, torn, fresh, foreign] = [
    folder("20200101-000000-a-0001"),
    folder("20200101-000000-a-0002", "run.json.123.0.tmp"),
    folder("20200101-000000-a-0003"),
    folder("20200101-000000-a-0004", "report.html"),
  ];
  folder(".trash/20200101-000000-a-0005.1", "run.json");
  const dead = createRun({ root, name: "dead", kind: "library" });
  const owner = { ...dead.record.owner, pid: 2 ** 22 + 1 };
  writeAtomic(join(dead.directory, "run.json"), JSON.stringify({ ...dead.record, owner }));
  writeFileSync(join(dead.directory, "artifacts/a.csv.77.3.tmp"), "half");
  for (const directory of [empty, torn, foreign]) utimesSync(directory, 1, 1);
  const collected = collectRuns(root);
  expect(collected.runs).toEqual([
    { runId: "20200101-000000-a-0001", status: "empty", bytes: 0 },
    { runId: "20200101-000000-a-0002", status: "empty", bytes: 1 },
  ]);
  expect([empty, torn, fresh, foreign].map((path) => existsSync(path))).toEqual([false, false, true, true]);
  expect(existsSync(join(root, "experiments/.trash"))).toBe(false);
  expect(readRunFolder(dead.directory).status).toBe("died");
  expect(readdirSync(join(dead.directory, "artifacts"))).toEqual([]);
});

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRun, listRuns, metricsFingerprint, readRun } from "../../lib/src/tracking/index.js";
import { inChild, project } from "../support/tracking.js";

const WRITERS = 50;
const KILLED = 10;
const POINTS = 400;

test("50 processes write runs of their own and a shared one, 10 are killed: no run is corrupt, no line is lost", async () => {
  const root = project();
  const shared = createRun({ root, name: "shared", kind: "library" });
  const script = `
    const killed = Number(process.env.WHO) < ${KILLED};
    const own = tracking.createRun({ root: ".", name: "own", kind: "library" });
    const part = tracking.startRun({ name: "part" });
    for (let i = 0; i < ${POINTS}; i++) {
      own.log({ x: i }, i);
      part.log({ ["w" + process.env.WHO]: i }, i);
      part.artifact("a" + process.env.WHO, "text " + i % 7);
      record((r) => r.trial({ kind: "backtest", name: "b", hash: process.env.WHO + "-" + i }));
      if (killed && i === ${POINTS / 2}) process.kill(process.pid, "SIGKILL");
    }
    own.finish();`;
  const ends = await Promise.all(
    Array.from({ length: WRITERS }, (_, who) =>
      inChild(root, script, { env: { ...shared.environment, WHO: String(who) } }),
    ),
  );
  expect(ends.map(({ code, err }) => [code, err])).toEqual(
    ends.map((_, who) => [who < KILLED ? null : 0, ""]),
  );
  const written = (WRITERS - KILLED) * POINTS + KILLED * (POINTS / 2 + 1);
  const record = shared.finish();
  expect(record).toMatchObject({ metricPoints: written, warnings: [] });
  expect(record.trials.distinct).toBe(written);
  expect(record.artifacts).toHaveLength(WRITERS);
  const { runs, unreadable } = listRuns(root, { name: "own" });
  expect(unreadable).toEqual([]);
  const seen = runs.map((run) => [run.status, run.points().length, run.record.warnings]);
  expect(seen.filter(([status]) => status === "died")).toEqual(
    Array(KILLED).fill(["died", POINTS / 2 + 1, []]),
  );
  expect(seen.filter(([status]) => status === "completed")).toEqual(
    Array(WRITERS - KILLED).fill(["completed", POINTS, []]),
  );
});

test("100,000 points are appended: what is written stays as it is, and the record is not written again", () => {
  const root = project();
  const run = createRun({ root, name: "long", kind: "library" });
  const metrics = join(run.directory, "metrics.csv");
  const record = join(run.directory, "run.json");
  const half = (from: number) => {
    for (let step = from; step < from + 50_000; step++) run.log({ loss: 1 / (step + 3) }, step);
    return readFileSync(metrics, "utf8");
  };
  const before = statSync(record, { bigint: true });
  const { ino } = statSync(metrics);
  const first = half(0);
  const second = half(50_000);
  expect(second.startsWith(first)).toBe(true);
  expect(statSync(metrics).ino).toBe(ino);
  expect(statSync(record, { bigint: true })).toMatchObject({ ino: before.ino, mtimeNs: before.mtimeNs });
  const { metricPoints, metricsSha256 } = run.finish();
  const view = readRun(root, "latest");
  expect(metricPoints).toBe(100_000);
  expect(metricsFingerprint(view)).toBe(metricsSha256);
  expect(view.points()[99_999]).toMatchObject({ step: 99_999, value: 1 / 100_002 });
});

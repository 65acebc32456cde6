import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { record, recordedTrials, setRecorder } from "../../../lib/src/core/index.js";
import { deflatedSharpe } from "../../../lib/src/risk/index.js";
import {
  createRun,
  listRuns,
  listStudies,
  parseRunRecord,
  readRun,
  startRun,
} from "../../../lib/src/tracking/index.js";
import { inChild, project } from "../../support/tracking.js";

afterEach(() => setRecorder(undefined));

const tried = (...hashes: readonly string[]) => {
  for (const hash of hashes) record((r) => r.trial({ kind: "backtest", name: "b", hash }));
};

describe("a study", () => {
  it("counts the trials of all its runs, each variant once, for whoever corrects by them", () => {
    const root = project();
    const first = startRun({ root, name: "one", study: "momentum-2026" });
    tried("a", "b", "b");
    expect(recordedTrials()).toEqual({ count: 3, distinct: 2, study: "momentum-2026" });
    appendFileSync(join(first.directory, "journal.jsonl"), '{"type":"trial","time":"2026');
    first.finish();
    startRun({ root, name: "elsewhere", study: "other" });
    tried("z");
    startRun({ root, name: "alone" });
    tried("y");
    expect(recordedTrials()).toEqual({ count: 1, distinct: 1 });
    const second = startRun({ root, name: "two", study: "momentum-2026", parent: first.runId });
    tried("b", "c");
    expect(recordedTrials()).toEqual({ count: 5, distinct: 3, study: "momentum-2026" });
    expect(deflatedSharpe({ sharpe: 0.1, n: 250 })).toMatchObject({
      trials: 3,
      source: "recorded by the study",
    });
    second.finish();
    const { record: kept } = readRun(root, second.runId);
    expect(kept).toMatchObject({
      study: "momentum-2026",
      parent: first.runId,
      trials: { count: 2, distinct: 2 },
    });
    expect(listRuns(root, { study: "momentum-2026" }).runs).toHaveLength(2);
    const studies = listStudies(root);
    expect(studies.studies.map(({ study, runs, trials }) => [study, runs, trials])).toEqual([
      ["momentum-2026", 2, { count: 5, distinct: 3 }],
      ["other", 1, { count: 1, distinct: 1 }],
    ]);
    expect(studies.toText()).toMatch(/momentum-2026 +2 +2 +5 +3/);
    expect(() => startRun({ root, name: "x", study: " " })).toThrow(/startRun: study must be a text/);
  });

  it("of a headless run holds in the kernel, also when the notebook names it", async () => {
    const root = project();
    const earlier = createRun({ root, name: "a", kind: "library", study: "s" });
    earlier.trial({ kind: "backtest", name: "b", hash: "h1" });
    earlier.finish();
    const script = `
      tracking.attachFromEnvironment();
      record((r) => r.trial({ kind: "backtest", name: "b", hash: "h2" }));
      tracking.startRun({ name: "n", study: "s" });
      record((r) => console.log(JSON.stringify(r.trials())));`;
    const expected = '{"count":2,"distinct":2,"study":"s"}\n';
    const plain = createRun({ root, name: "n", kind: "notebook" });
    expect((await inChild(root, script, { env: plain.environment })).out).toBe(expected);
    expect(plain.finish().study).toBe("s");
  });
});

it("a record of the first version is read as one without a study", () => {
  const { study: _, ...record } = createRun({ root: project(), name: "a", kind: "library" }).finish();
  const text = JSON.stringify({ ...record, schemaVersion: 1 });
  expect(parseRunRecord(text, "run.json")).toEqual({ ...record, schemaVersion: 2, study: null });
});

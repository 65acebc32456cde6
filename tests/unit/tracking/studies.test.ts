import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { record, recordedTrials, setRecorder } from "../../../lib/src/core/index.js";
import { deflatedSharpe } from "../../../lib/src/risk/index.js";
import {
  createRun,
  leaderboard,
  listRuns,
  listStudies,
  parseRunRecord,
  readRun,
  startRun,
} from "../../../lib/src/tracking/index.js";
import { inChild, project, USE } from "../../support/tracking.js";

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
    expect(listRuns(root, { parent: first.runId }).runs.map(({ runId }) => runId)).toEqual([second.runId]);
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
  expect(parseRunRecord(text, "run.json")).toEqual({ ...record, schemaVersion: 3, study: null });
});

describe("a leaderboard", () => {
  const backtest = { sharpe: 1.2, skewness: -0.4, kurtosis: 2.5, sessions: 756, calmar: 1 };

  it("ranks by deflated Sharpe ratio with the trials of the study", () => {
    const root = project();
    const made = (
      name: string,
      metrics: Record<string, number>,
      { study = "s", to = USE.to, trials = 4 } = {},
    ) => {
      const run = createRun({ root, name, kind: "library", ...(study && { study }) });
      run.dataUsed({ ...USE, to });
      for (let i = 0; i < trials; i++) run.trial({ kind: "backtest", name, hash: `${name}${i}` });
      run.log(metrics);
      return run.finish().run_id;
    };
    const low = made("low", { ...backtest, sharpe: 1, calmar: 9 });
    const high = made("high", backtest);
    made("none", { ic: 1 });
    createRun({ root, name: "died", kind: "library", study: "s" }).finish("failed");
    const board = leaderboard(root, { study: "s" });
    expect(board.rows.map(({ run, trials }) => [run.runId, trials])).toEqual([
      [high, 12],
      [low, 12],
    ]);
    const moments = { sharpe: 1.2, n: 756, skewness: -0.4, excessKurtosis: 2.5, periodsPerYear: 252 };
    expect(board.rows[0].deflatedSharpe).toBe(deflatedSharpe(moments, { trials: 12 }).value);
    expect(board.warnings).toEqual(["1 completed run logged no backtest."]);
    expect(leaderboard(root, { by: "calmar" }).rows[0].run.runId).toBe(low);

    const several = {
      "a.sharpe": 0.5,
      "a.total_return": 0.21,
      "a.cagr": 0.1,
      "b.sharpe": Number.NaN,
      "b.sessions": 9,
    };
    made("alone", several, { study: "", to: "2021-12-31", trials: 0 });
    made("alone too", { ...backtest }, { study: "", trials: 1 });
    const all = leaderboard(root);
    expect(all.rows.find(({ strategy }) => strategy === "a")).toMatchObject({
      sessions: 504,
      trials: 1,
      data: 2,
    });
    expect(all.toText()).toMatch(
      /Not comparable: the runs read different data or spans\.\n {2}1: d v1 abababab/,
    );
    expect(all.toText()).toMatch(/2 rows belong to no study[\s\S]*different studies/);
    expect(all.rows).toHaveLength(4);
    expect(leaderboard(root, { together: [low] })).toMatchObject({
      rows: [{ trials: 12, tried: "study s", run: { runId: low } }],
      warnings: [],
    });
    expect(() => leaderboard(root, { stduy: "s" } as never)).toThrow(/did you mean study/);

    made("longer", { ...backtest, sharpe: 0.8 }, { to: "2021-12-31" });
    const part = leaderboard(root).ofStudy("s");
    expect(part.rows.map(({ data }) => data)).toEqual([1, 1, 2]);
    expect(part.toJSON()).toEqual(leaderboard(root, { study: "s" }).toJSON());
    expect(part.toText()).toBe(leaderboard(root, { study: "s" }).toText());
  });
});

it("ranks the runs of a sweep with the trials of all of them, what was tried after a run included", () => {
  const root = project();
  const parent = createRun({ root, name: "sweep", kind: "library" });
  const made = (name: string, hashes: readonly string[], whole?: string) => {
    const run = createRun({ root, name, kind: "library", parent: whole });
    for (const hash of hashes) run.trial({ kind: "backtest", name, hash });
    run.log({ sharpe: 1, sessions: 500 });
    return run;
  };
  const parts = [["a"], ["a", "b"], ["c"]].map((hashes, i) => made(`part${i}`, hashes, parent.runId));
  const [first, second, failed] = parts.map(({ runId }) => runId);
  parts[2].finish("failed");
  const early = leaderboard(root);
  parts[0].finish();
  parts[1].finish();
  parent.finish();
  const alone = made("alone", ["d"]).finish().run_id;
  expect(early.rows).toEqual([]);
  const board = leaderboard(root);
  const tried = `sweep ${parent.runId}`;
  const counts = Object.fromEntries(board.rows.map(({ run, tried, trials }) => [run.runId, [tried, trials]]));
  expect(counts).toEqual({ [first]: [tried, 3], [second]: [tried, 3], [alone]: [`run ${alone}`, 1] });
  expect(board.warnings.join(" ")).toMatch(/different studies or sweeps/);
  expect(board.warnings.join(" ")).not.toMatch(/belong to no study/);
  const together = leaderboard(root, { together: [first, failed, alone] });
  expect(together.rows.map(({ trials, tried }) => [trials, tried])).toEqual([
    [3, "these runs"],
    [3, "these runs"],
  ]);
});

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  KernelStartError,
  parseNotebook,
  resumedSweep,
  runJobs,
  type SweepJob,
  type SweepOptions,
  sweep,
  type TrackedRun,
} from "../../../lib/src/notebook/index.js";
import { deflatedSharpe } from "../../../lib/src/risk/index.js";
import { createRun, type RunRecord, readRunFolder } from "../../../lib/src/tracking/index.js";
import { code, notebookText } from "../../support/notebooks.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "assay-sweep-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function job(horizon: number, more: Partial<SweepJob> = {}): SweepJob {
  const notebook = parseNotebook(notebookText(code("1")));
  const parameters = {
    variable: "params",
    cell: 0,
    specs: [],
    given: {},
    values: { horizon, dataset: "demo" },
  };
  const prepared = {
    path: join(root, "templates/study.ipynb"),
    root,
    notebook,
    parameters,
    params: { horizon },
  };
  return { prepared, name: "study", timeouts: {}, continueOnError: true, ...more };
}

const jobs = (count: number, more: Partial<SweepJob> = {}): SweepJob[] =>
  Array.from({ length: count }, (_, i) => job(i + 1, more));

/** A run that says it ended as `status`, without a kernel. */
function ran({ prepared, name }: SweepJob, parent: string, status: TrackedRun["status"]): TrackedRun {
  const params = prepared.parameters.values as { horizon: number };
  const run = createRun({ root, name, kind: "notebook", params, parent });
  run.log({ same: 1, ic: params.horizon / 10 });
  const failed = status !== "completed";
  const end = failed ? "failed" : status;
  const record = run.finish(end, failed ? { name: "Error", message: "<b>bad</b>", cell: 1 } : null);
  const { directory } = run;
  return { status, record, directory, notebook: "", report: join(directory, "report.html"), cached: false };
}

const record = (): RunRecord => ({ name: "" }) as RunRecord;
const done: TrackedRun = {
  status: "completed",
  record: record(),
  directory: "",
  notebook: "",
  report: "",
  cached: false,
};

describe("jobs", () => {
  it("run in their order, never more than allowed at the same time", async () => {
    const started: SweepJob[] = [];
    let running = 0;
    let most = 0;
    const all = jobs(7);
    const outcomes = await runJobs(all, {
      parallel: 3,
      execute: async (each) => {
        started.push(each);
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        return done;
      },
    });
    expect(started).toEqual(all);
    expect(most).toBe(3);
    expect(outcomes.map((outcome) => outcome.job)).toEqual(all);
  });

  it.each([
    [true, [true, true, true]],
    [false, [true, true, false]],
  ])("with continueOnError %s start after a failure: %j", async (continueOnError, expected) => {
    const execute = async (each: SweepJob) => {
      if (each.prepared.params.horizon === 2) throw new KernelStartError("did not come up", "");
      return done;
    };
    const outcomes = await runJobs(jobs(3, { continueOnError }), { parallel: 1, execute });
    expect(outcomes.map(({ run, error }) => run !== null || error !== null)).toEqual(expected);
  });
});

describe("a sweep", () => {
  const options = (more: Partial<SweepOptions> = {}): SweepOptions => {
    const execute: SweepOptions["execute"] = async (each, parent) => ran(each, parent, "completed");
    return { root, name: "study-sweep", source: "templates/study.ipynb", parallel: 2, execute, ...more };
  };

  it.each([undefined, "s"])(
    "deflates Sharpe ratios for what all of its runs tried, study %s",
    async (study) => {
      const execute: SweepOptions["execute"] = async ({ prepared, name }, parent) => {
        const { horizon } = prepared.parameters.values as { horizon: number };
        const run = createRun({ root, name, kind: "notebook", params: { horizon }, parent, study });
        run.trial({ kind: "backtest", name, hash: `h${Math.min(horizon, 3)}` });
        if (horizon < 4) run.log({ sharpe: 1, sessions: 500 });
        const { directory } = run;
        return { ...done, record: run.finish(), directory };
      };
      const result = await sweep(jobs(4), options({ execute, study }));
      expect(result.rows.map(({ trials }) => trials)).toEqual([3, 3, 3, null]);
      const { value } = deflatedSharpe({ sharpe: 1, n: 500, periodsPerYear: 252 }, { trials: 3 });
      expect(result.rows.map(({ deflatedSharpe }) => deflatedSharpe)).toEqual([value, value, value, null]);
      expect(result.toText()).toMatch(/deflated Sharpe ratio +trials +run[\s\S]*Deflated for every variant/);
    },
  );

  it("is a run with the plan and the summary, and the parent of its runs", async () => {
    const told: number[] = [];
    const result = await sweep(jobs(3), options({ onOutcome: (_, ended) => void told.push(ended) }));
    expect(told).toEqual([1, 2, 3]);
    expect(result).toMatchObject({ exitCode: 0, varyingParams: ["horizon"], varyingMetrics: ["ic"] });
    expect(result.counts).toEqual({ runs: 3, completed: 3, cached: 0 });
    expect(result.rows.map(({ params, metrics }) => [params.horizon, metrics.ic])).toEqual([
      [1, 0.1],
      [2, 0.2],
      [3, 0.3],
    ]);
    const parent = readRunFolder(join(root, "experiments", result.runId));
    expect(parent.record).toMatchObject({
      status: "completed",
      tags: ["sweep"],
      params: { source: "templates/study.ipynb", runs: 3, parallel: 2 },
      metrics: { runs: 3, completed: 3, cached: 0 },
    });
    expect(parent.record.artifacts.map(({ name }) => name)).toEqual(["plan.json", "runs.json"]);
    for (const { run_id } of result.rows) {
      expect(readRunFolder(join(root, "experiments", String(run_id))).record.parent).toBe(result.runId);
    }
  });

  it("takes the highest exit code of its runs, and its page links reports and names failures", async () => {
    const ends = ["completed", "timeout", "failed"] as const;
    const execute: SweepOptions["execute"] = async (each, parent) =>
      ran(each, parent, ends[Number(each.prepared.params.horizon) - 1]);
    const result = await sweep(jobs(3), options({ execute }));
    expect(result.exitCode).toBe(3);
    const folder = join(root, "experiments", result.runId);
    expect(readRunFolder(folder).record).toMatchObject({
      status: "failed",
      error: { message: "2 of 3 runs did not complete" },
    });
    const page = readFileSync(join(folder, "report.html"), "utf8");
    expect(page).toContain(`<a href="../${result.rows[0].run_id}/report.html">${result.rows[0].run_id}</a>`);
    expect(page).toContain("Error: &lt;b&gt;bad&lt;/b&gt;");
    expect(result.toText()).toMatch(/study-sweep: 1 of 3 runs completed\n.*horizon +status/);
  });

  it("starts nothing more after an interrupt, says so, and can be gone on with", async () => {
    const interrupt = new AbortController();
    const execute: SweepOptions["execute"] = async (each, parent) => {
      if (each.prepared.params.horizon === 2) interrupt.abort();
      return ran(each, parent, "completed");
    };
    const result = await sweep(jobs(4), options({ parallel: 1, execute, signal: interrupt.signal }));
    expect(result).toMatchObject({ exitCode: 130, interrupted: true });
    expect(result.rows.map(({ status }) => status)).toEqual(["completed", "completed", "not run", "not run"]);
    const parent = readRunFolder(join(root, "experiments", result.runId)).record;
    expect(parent.status).toBe("interrupted");
    await expect(resumedSweep(root, result.rows[0].run_id ?? "")).rejects.toThrow(
      "is not the run of a sweep",
    );
    await expect(resumedSweep(root)).rejects.toThrow("there is no notebook templates/study.ipynb");
  });

  it("refuses to be empty or to run nothing at a time", async () => {
    await expect(sweep([], options())).rejects.toThrow("there is nothing to run");
    await expect(sweep(jobs(1), options({ parallel: 0 }))).rejects.toThrow(
      "parallel must be a positive integer",
    );
  });

  it("does not keep a secret in its plan, and says so when it is to go on", async () => {
    const secret = job(1);
    const params = { apiKey: "hidden", horizon: 1 };
    const { runId } = await sweep([{ ...secret, prepared: { ...secret.prepared, params } }], options());
    const plan = readFileSync(join(root, "experiments", runId, "artifacts/plan.json"), "utf8");
    expect(plan).not.toContain("hidden");
    await expect(resumedSweep(root, runId)).rejects.toThrow("parameter apiKey looks like a secret");
  });
});

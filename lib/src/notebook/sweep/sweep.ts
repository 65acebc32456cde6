import { availableParallelism } from "node:os";
import { join } from "node:path";
import { checkInteger, fail, writeAtomic } from "../../core/index.js";
import { createRun, type EndStatus, leaderboard, type RunHandle } from "../../tracking/index.js";
import type { RunCache } from "../cache/runCache.js";
import { runInputs } from "../cache/runInputs.js";
import { checkTimeouts } from "../execute/options.js";
import { trackPrepared } from "../run/trackedRun.js";
import { KernelPool } from "./kernelPool.js";
import { type RunJobsOptions, runJobs } from "./runJobs.js";
import type { SweepJob } from "./sweepJob.js";
import { sweepPage } from "./sweepPage.js";
import { planOf } from "./sweepPlan.js";
import { SweepResult } from "./sweepResult.js";

export interface SweepOptions extends Pick<RunJobsOptions, "signal" | "onOutcome"> {
  /** Project root. */
  root: string;
  /** Name of the sweep's own run. */
  name: string;
  /** What was asked for: the notebook or the batch file, relative to the root. */
  source: string;
  /** Runs at the same time. Default: the number of processors. */
  parallel?: number;
  /** Answer from completed runs with equal inputs. Default: always run. */
  cache?: RunCache;
  /** The study that all runs belong to; such runs are not answered from the cache. Default none. */
  study?: string;
  /** The sweep that this one goes on with. Default none. */
  resumes?: string;
  /** Executes a job as a part of the sweep's run. Default: as a tracked run, with kernels that start ahead. */
  execute?: (job: SweepJob, parent: string) => ReturnType<typeof trackPrepared>;
  /** Told once, when the sweep's run exists. */
  onStart?: (run: { runId: string; directory: string }) => void;
}

/**
 * Run many notebooks as one study: a run of its own that holds the plan and the summary, and a run with it as `parent`
 * for each job. A job that fails does not throw. An interrupt stops all of them; every record says how it ended.
 */
export async function sweep(jobs: readonly SweepJob[], options: SweepOptions): Promise<SweepResult> {
  const { root, name, source, resumes, study, signal, onStart } = options;
  const cache = study === undefined ? options.cache : undefined;
  const parallel = checkInteger("notebook.sweep", "parallel", options.parallel ?? availableParallelism(), 1);
  if (jobs.length === 0) fail("notebook.sweep", "there is nothing to run");
  for (const { timeouts } of jobs) checkTimeouts(timeouts);
  const params = { source, runs: jobs.length, parallel, ...(resumes ? { resumes } : {}) };
  const run = createRun({ root, name, kind: "library", params, study, tags: ["sweep"] });
  run.artifact("plan.json", planOf(root, jobs));
  onStart?.({ runId: run.runId, directory: run.directory });
  const runs = jobs.filter((job) => !isCached(job, cache)).length;
  const pool = new KernelPool({ cwd: root, runs, signal });
  const tracked = ({ prepared, continueOnError: _, ...limits }: SweepJob, parent: string) =>
    trackPrepared(prepared, { ...limits, parent, study, cache, signal, startKernel: pool.take });
  const { execute = tracked } = options;
  try {
    const outcomes = await runJobs(jobs, { ...options, parallel, execute: (job) => execute(job, run.runId) });
    const interrupted = signal?.aborted ?? false;
    const together = outcomes.flatMap(({ run }) => run?.record.run_id ?? []);
    const board = leaderboard(root, { together });
    const result = new SweepResult({ root, name, runId: run.runId, outcomes, interrupted, board });
    close(run, result);
    return result;
  } finally {
    await pool.close();
    run.finish("failed");
  }
}

const isCached = ({ prepared, name }: SweepJob, cache: RunCache | undefined): boolean =>
  Boolean(cache?.find(runInputs(prepared, name)).run);

/** Write the summary into the sweep's run and close it. */
function close(run: RunHandle, result: SweepResult): void {
  const { counts, interrupted } = result;
  run.log({ ...counts });
  run.artifact("runs.json", result.toJSON());
  writeAtomic(join(run.directory, "report.html"), sweepPage(result, run.directory));
  const missing = counts.runs - counts.completed;
  const status: EndStatus = interrupted ? "interrupted" : missing > 0 ? "failed" : "completed";
  const message = `${missing} of ${counts.runs} runs did not complete`;
  run.finish(status, missing > 0 ? { name: "SweepError", message, cell: null } : null);
}

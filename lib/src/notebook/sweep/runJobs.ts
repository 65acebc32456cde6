import type { TrackedRun } from "../run/trackedRun.js";
import type { SweepJob } from "./sweepJob.js";

/** What became of a job. */
export interface JobOutcome {
  readonly job: SweepJob;
  /** Its run; null when there is none. */
  readonly run: TrackedRun | null;
  /** Why there is no run, or why it could not be executed; null when it was. */
  readonly error: Error | null;
}

export interface RunJobsOptions {
  /** Execute one job; a failed cell does not throw. */
  execute: (job: SweepJob) => Promise<TrackedRun>;
  /** How many at the same time. */
  parallel: number;
  /** No further job starts once it aborts. */
  signal?: AbortSignal;
  /** Told of each job that has ended, in the order in which they end. */
  onOutcome?: (outcome: JobOutcome, ended: number) => void;
}

/**
 * Execute jobs, some at the same time, in their order. After the failure of one that does not say `continueOnError`, and
 * after an interrupt, no further one starts: those have neither run nor error. Never rejects for a job.
 */
export async function runJobs(jobs: readonly SweepJob[], options: RunJobsOptions): Promise<JobOutcome[]> {
  const { execute, parallel, signal, onOutcome } = options;
  const outcomes: JobOutcome[] = jobs.map((job) => ({ job, run: null, error: null }));
  const waiting = jobs.entries();
  let ended = 0;
  let stopped = false;
  const work = async (): Promise<void> => {
    for (const [i, job] of waiting) {
      if (stopped || signal?.aborted) return;
      const outcome = await attempted(job, execute);
      outcomes[i] = outcome;
      if (outcome.run?.status !== "completed" && !job.continueOnError) stopped = true;
      onOutcome?.(outcome, ++ended);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, jobs.length) }, work));
  return outcomes;
}

async function attempted(job: SweepJob, execute: RunJobsOptions["execute"]): Promise<JobOutcome> {
  try {
    return { job, run: await execute(job), error: null };
  } catch (error) {
    return { job, run: null, error: error as Error };
  }
}

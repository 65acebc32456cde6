import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { counted, TableView, writeAtomic } from "../core/index.js";
import {
  type JobOutcome,
  type PlannedParameter,
  RunCache,
  RunPlan,
  type SweepJob,
  type SweepOptions,
  sweep,
  sweepPage,
  valueText,
} from "../notebook/index.js";
import { durationText } from "../tracking/index.js";
import type { Context } from "./context.js";
import { interruptible } from "./interruptible.js";

export interface SweepRequest extends Pick<SweepOptions, "root" | "name" | "source" | "resumes" | "study"> {
  readonly jobs: readonly SweepJob[];
}

export interface SweepFlags {
  /** Runs at the same time. */
  jobs?: number;
  cache: boolean;
  dryRun?: boolean;
  /** Metrics to show as columns. */
  metric?: string[];
}

/** Execute the jobs of a command as a sweep, or show what would be executed. */
export async function runSweep(context: Context, request: SweepRequest, flags: SweepFlags): Promise<void> {
  const { jobs, root, ...rest } = request;
  const { output, exit } = context;
  const cache = flags.cache ? new RunCache(root) : undefined;
  if (flags.dryRun) return showPlans(context, request, cache);
  const result = await interruptible((signal) =>
    sweep(jobs, {
      ...{ ...rest, root, cache, signal },
      parallel: flags.jobs,
      onStart: ({ runId }) => output.message(`sweep ${runId}: ${counted(jobs.length, "run")}`),
      onOutcome: (outcome, ended) => output.message(`${ended} of ${jobs.length}: ${outcomeText(outcome)}`),
    }),
  );
  exit(result.exitCode);
  const folder = join(root, "output");
  const page = join(folder, `${result.name}.html`);
  mkdirSync(folder, { recursive: true });
  writeAtomic(page, sweepPage(result, folder));
  const where = `sweep     ${result.runId}\nsummary   ${relative(root, page)}`;
  output.result(`${result.table({ metrics: flags.metric }).toText()}\n\n${where}`, result);
}

function outcomeText({ job, run, error }: JobOutcome): string {
  const given = Object.entries(job.prepared.parameters.given).map(
    ([name, value]) => `${name}=${valueText(value)}`,
  );
  const label = [job.name, ...given].join(" ");
  if (!run) return `${label}: ${error?.message}`;
  const { run_id, durationMs } = run.record;
  return `${label}: ${run.cached ? `cached: ${run_id}` : `${run.status} in ${durationText(durationMs)}, ${run_id}`}`;
}

function showPlans({ output }: Context, { jobs, name }: SweepRequest, cache?: RunCache): void {
  const plans = jobs.map((job) => new RunPlan(job.prepared, { name: job.name, cache }));
  const isGiven = ({ origin }: PlannedParameter) => origin !== "default";
  const rows = plans.map(({ notebook, name, parameters, cached, reason }) => ({
    ...{ notebook, name },
    parameters: parameters
      .filter(isGiven)
      .map((each) => `${each.name}=${valueText(each.value)}`)
      .join(" "),
    cache: cached ? `answered by ${cached}` : `executed: ${reason}`,
  }));
  const executed = plans.filter(({ cached }) => cached === null).length;
  const title = `${name}: ${counted(plans.length, "run")}, ${executed} to execute`;
  output.result(new TableView(rows, { title, limit: Infinity }), { name, runs: plans });
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { fail, relativePath } from "../../core/index.js";
import { listRuns, REDACTED, type RunView, readRun, redactJson } from "../../tracking/index.js";
import { prepareSets } from "../run/prepareNotebook.js";
import type { SweepJob } from "./sweepJob.js";

const limit = z.number().positive().optional();
const planSchema = z.strictObject({
  jobs: z.array(
    z.strictObject({
      notebook: z.string(),
      name: z.string(),
      params: z.record(z.string(), z.json()),
      timeouts: z.strictObject({ cellMs: limit, runMs: limit, startMs: limit, graceMs: limit }),
      outputLimit: limit,
      continueOnError: z.boolean(),
    }),
  ),
});

/** The jobs as plain data, from which {@link resumedPlan} makes them again. Values under secret names are left out. */
export function planOf(root: string, jobs: readonly SweepJob[]): z.infer<typeof planSchema> {
  const plain = jobs.map(({ prepared, ...job }) => {
    const notebook = relativePath(root, prepared.path);
    const params = redactJson(JSON.parse(JSON.stringify(prepared.params)));
    return { ...job, notebook, params };
  });
  return planSchema.parse({ jobs: plain });
}

/** What a sweep did, to go on with it. */
export interface ResumedSweep {
  readonly name: string;
  readonly source: string;
  /** Id of the run of the earlier sweep. */
  readonly resumes: string;
  readonly jobs: readonly SweepJob[];
}

/**
 * The jobs of an earlier sweep, read from its run: an id, the start of one, or `latest` (the newest sweep). What has
 * completed is for the cache to find.
 */
export async function resumedSweep(root: string, id = "latest"): Promise<ResumedSweep> {
  const { directory, record } = sweepRun(root, id);
  if (record.study) {
    fail("notebook.sweep", "the runs of a study are not answered by earlier ones: all would run again", {
      received: record.study,
    });
  }
  const { jobs } = planSchema.parse(JSON.parse(readFileSync(join(directory, "artifacts/plan.json"), "utf8")));
  const secret = jobs.flatMap(({ params }) => Object.entries(params)).find(([, value]) => value === REDACTED);
  if (secret) {
    fail("notebook.sweep", `parameter ${secret[0]} looks like a secret and was not recorded`, {
      fix: "give the command again with its parameters: completed runs answer from the cache",
    });
  }
  const prepared = await preparedJobs(root, jobs);
  return { name: record.name, source: String(record.params.source), resumes: record.run_id, jobs: prepared };
}

function sweepRun(root: string, id: string): RunView {
  const run = id === "latest" ? listRuns(root, { tag: "sweep", limit: 1 }).runs[0] : readRun(root, id);
  if (!run) return fail("notebook.sweep", "there is no sweep to go on with");
  if (run.record.artifacts.some(({ name }) => name === "plan.json")) return run;
  return fail("notebook.sweep", "is not the run of a sweep", { received: run.runId });
}

type PlannedJob = z.infer<typeof planSchema>["jobs"][number];

/** The parameters cell of each notebook is evaluated once, whatever the number of its jobs. */
async function preparedJobs(root: string, jobs: readonly PlannedJob[]): Promise<SweepJob[]> {
  const made = new Map<PlannedJob, SweepJob>();
  for (const notebook of new Set(jobs.map((job) => job.notebook))) {
    const own = jobs.filter((job) => job.notebook === notebook);
    const prepared = await prepareSets({ notebook, root, sets: own.map(({ params }) => params) });
    own.forEach((job, i) => {
      const { notebook: _notebook, params: _params, ...kept } = job;
      made.set(job, { ...kept, prepared: prepared[i] });
    });
  }
  return jobs.map((job) => made.get(job) as SweepJob);
}

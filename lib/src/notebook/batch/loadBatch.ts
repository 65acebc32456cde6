import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { AssayError, fail, nearest, relativePath, YamlSource } from "../../core/index.js";
import { timeoutsOfSeconds } from "../execute/options.js";
import { ParameterError } from "../parameters/parameterError.js";
import { prepareGrid } from "../run/prepareNotebook.js";
import { runName } from "../run/trackedRun.js";
import type { SweepJob } from "../sweep/sweepJob.js";
import { type BatchJob, batchSchema } from "./schema.js";

const WHO = "notebook.batch";
const YAML = /\.ya?ml$/;

export interface LoadedBatch {
  readonly name: string;
  /** Path of the file, relative to the root. */
  readonly source: string;
  /** The study that all runs belong to, if the file names one. */
  readonly study: string | undefined;
  /** Runs at the same time, if the file says so. */
  readonly parallel: number | undefined;
  readonly jobs: readonly SweepJob[];
}

/**
 * The runs that a batch file asks for: a name in `config/batch`, or the path of a YAML file. Every notebook and parameter is
 * checked; a mistake is one error with file, line, column and path.
 */
export async function loadBatch(nameOrPath: string, root: string): Promise<LoadedBatch> {
  const path = batchFile(nameOrPath, root);
  const source = new YamlSource(WHO, relativePath(root, path), readFileSync(path, "utf8"));
  const { name, study, parallel, jobs: planned } = source.read(batchSchema);
  const expected = basename(path).replace(YAML, "");
  if (name !== expected) source.fail(["name"], `must be that of the file, ${expected}`, { received: name });
  const jobs: SweepJob[] = [];
  for (const [i, job] of planned.entries()) jobs.push(...(await runsOf(job, { source, i, root })));
  return { name, source: source.file, study, parallel, jobs };
}

interface Place {
  readonly source: YamlSource;
  readonly i: number;
  readonly root: string;
}

async function runsOf(job: BatchJob, place: Place): Promise<SweepJob[]> {
  const { notebook, params, grid, limits, continueOnError } = job;
  const { root } = place;
  const twice = Object.keys(grid).find((name) => Object.hasOwn(params, name));
  if (twice) place.source.fail(["jobs", place.i, "grid", twice], "has a value in params already");
  const all = await prepareGrid({ notebook, root, params, grid }).catch((error) =>
    refused(error, job, place),
  );
  const timeouts = timeoutsOfSeconds(limits);
  return all.map((prepared) => ({
    prepared,
    name: job.name ?? runName(prepared),
    timeouts,
    outputLimit: limits.output,
    continueOnError,
  }));
}

/** What a notebook refuses, with the place in the file. */
function refused(error: unknown, { grid }: BatchJob, { source, i }: Place): never {
  if (!(error instanceof AssayError)) throw error;
  const { rule, details } = error;
  if (!(error instanceof ParameterError)) return source.fail(["jobs", i, "notebook"], rule, details);
  const part = Object.hasOwn(grid, error.parameter) ? "grid" : "params";
  const { fix, ...rest } = details;
  const here = fix?.startsWith("-p") ? undefined : fix;
  return source.fail(["jobs", i, part, error.parameter], rule, { ...rest, fix: here });
}

function batchFile(nameOrPath: string, root: string): string {
  const folder = join(root, "config", "batch");
  const names = existsSync(folder) ? readdirSync(folder).filter((file) => YAML.test(file)) : [];
  const candidates = YAML.test(nameOrPath)
    ? [resolve(nameOrPath), resolve(root, nameOrPath)]
    : names.filter((file) => file.replace(YAML, "") === nameOrPath).map((file) => join(folder, file));
  const known = names.map((file) => file.replace(YAML, ""));
  const near = nearest(nameOrPath, known);
  return (
    candidates.find((path) => existsSync(path)) ??
    fail(WHO, `there is no such batch; known: ${known.join(", ") || "none"}`, {
      received: nameOrPath,
      fix: near ? `did you mean ${near}?` : "a file's path ends in .yaml",
    })
  );
}

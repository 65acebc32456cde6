import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fail, relativePath, sha256, writeAtomic } from "../../core/index.js";
import type { ReportNotebook } from "../../report/index.js";
import {
  type CreateRunOptions,
  createRun,
  type EndStatus,
  type ErrorRecord,
  type RunHandle,
  type RunRecord,
  type RunView,
} from "../../tracking/index.js";
import { type RunCache, rememberInputs } from "../cache/runCache.js";
import { inputsKey, runInputs } from "../cache/runInputs.js";
import type { Notebook } from "../execute/nbformat.js";
import { checkTimeouts } from "../execute/options.js";
import { redactNotebook } from "../execute/redactNotebook.js";
import type { CellRecord, ExecutionEvent, ExecutionStatus } from "../execute/result.js";
import { type PreparedNotebook, type PrepareOptions, prepareNotebook } from "./prepareNotebook.js";
import { type NotebookRunResult, type RunNotebookOptions, runPrepared } from "./runNotebook.js";
import { saveInPlace } from "./saveInPlace.js";

export interface TrackOptions
  extends Pick<RunNotebookOptions, "timeouts" | "outputLimit" | "onEvent" | "signal" | "startKernel"> {
  /** Name of the run. Default: the notebook's file name without its extension. */
  name?: string;
  /** Write the outputs of a completed run back into the notebook, to be committed. Takes no parameters. Default false. */
  inPlace?: boolean;
  /** Answer from a completed run with equal inputs, when there is one. Default: always run. */
  cache?: RunCache;
  /** Id of the run that this one is a part of. Default none. */
  parent?: string;
  /** The study that the run belongs to. What it has tried changes results, so no run answers for another. Default none. */
  study?: string;
  /** Told once, when the parameters are accepted and the run's folder exists. */
  onStart?: (run: { runId: string; directory: string }) => void;
}

export interface TrackedRunOptions extends PrepareOptions, TrackOptions {}

export interface TrackedRun {
  readonly status: ExecutionStatus;
  /** The record as it stands in `run.json`. */
  readonly record: RunRecord;
  /** `experiments/{run_id}`, absolute. */
  readonly directory: string;
  /** The executed notebook. */
  readonly notebook: string;
  /** The rendered report. */
  readonly report: string;
  /** The record is that of an earlier run: nothing was executed. */
  readonly cached: boolean;
}

/**
 * Execute a notebook as a tracked run: `experiments/{run_id}/` holds the record from the first second on, the
 * metrics and artifacts that cells write, the executed notebook and `report.html`, whatever becomes of the run.
 *
 * A refused parameter or limit throws before anything is made; a kernel that does not start leaves a failed run and throws.
 */
export async function trackedRun(options: TrackedRunOptions): Promise<TrackedRun> {
  const { notebook, root, params, origins, ...track } = options;
  if (track.inPlace && Object.keys(params ?? {}).length > 0) {
    fail("notebook.trackedRun", "a notebook is executed in place with its own parameters", {
      received: params,
    });
  }
  return trackPrepared(await prepareNotebook({ notebook, root, params, origins }), track);
}

/** As {@link trackedRun}, for a notebook that is prepared. */
export async function trackPrepared(prepared: PreparedNotebook, options: TrackOptions): Promise<TrackedRun> {
  const {
    name = runName(prepared),
    inPlace = false,
    cache,
    parent,
    study,
    onEvent,
    onStart,
    ...execution
  } = options;
  checkTimeouts(execution.timeouts ?? {});
  const inputs = study === undefined ? runInputs(prepared, name) : undefined;
  const earlier = inputs && cache?.find(inputs).run;
  if (earlier && !inPlace) return answeredBy(earlier);
  const run = startTracked(prepared, { name, parent, study });
  onStart?.({ runId: run.runId, directory: run.directory });
  let open: CellRecord | undefined;
  const told = async (event: ExecutionEvent): Promise<void> => {
    if (event.type === "cell-started") open = event.cell;
    if ("cell" in event) run.cell(trackedCell(event.cell));
    if (event.type === "cell-finished") open = undefined;
    await onEvent?.(event);
  };
  try {
    const { directory: runDir, environment: env } = run;
    const result = await runPrepared(prepared, { ...execution, runDir, env, onEvent: told });
    const done = await finished(run, result);
    if (result.status !== "completed") return done;
    if (inPlace) saveInPlace(prepared.path, result.notebook);
    const unchanged = inputs && inputsKey(runInputs(prepared, name)) === inputsKey(inputs);
    if (unchanged) rememberInputs(run.directory, inputs);
    return done;
  } catch (error) {
    await abandon(run, { notebook: prepared.notebook, open, error: error as Error });
    throw error;
  }
}

/** Close a run that could not go on, as far as it can still be written: a full disk must not hide why it ended. */
async function abandon(run: RunHandle, { notebook, open, error }: Abandoned): Promise<void> {
  const { name, message } = error;
  try {
    if (open) run.cell(trackedCell({ ...open, status: "failed" }));
    run.finish("failed", { name, message, cell: null });
    await writeReport(run, notebook);
  } catch {}
}

interface Abandoned {
  readonly notebook: Notebook;
  /** The cell that ran, or whose end could not be recorded. */
  readonly open: CellRecord | undefined;
  readonly error: Error;
}

/** What a run of the notebook is called when nobody says otherwise. */
export function runName({ path }: PreparedNotebook): string {
  return basename(path, ".ipynb");
}

function answeredBy({ directory, record }: RunView): TrackedRun {
  const [notebook, report] = ["notebook.ipynb", "report.html"].map((file) => join(directory, file));
  return { status: "completed", record, directory, notebook, report, cached: true };
}

function startTracked(
  { path, root, parameters }: PreparedNotebook,
  named: Pick<CreateRunOptions, "name" | "parent" | "study">,
): RunHandle {
  const source = relativePath(root, path);
  const { seed } = parameters.values;
  return createRun({
    root,
    ...named,
    kind: "notebook",
    params: parameters.values,
    seed: typeof seed === "number" && Number.isInteger(seed) && seed >= 0 ? seed : undefined,
    notebook: { path: source, sha256: sha256(readFileSync(path)) },
  });
}

function trackedCell({ error, ...cell }: CellRecord) {
  const { index, id, hash, status, startedAt, endedAt, durationMs, executionCount } = cell;
  const times = { startedAt, endedAt, durationMs, executionCount };
  return { index, id, hash, status, ...times, error: error && { name: error.name, message: error.message } };
}

/** A dead kernel is a failed run: `died` is what a reader sees when the owner of the record is gone. */
const END: Readonly<Record<ExecutionStatus, EndStatus>> = {
  completed: "completed",
  failed: "failed",
  "type-error": "failed",
  timeout: "timeout",
  dead: "failed",
  interrupted: "interrupted",
};

async function finished(run: RunHandle, result: NotebookRunResult): Promise<TrackedRun> {
  run.cell(...result.cells.map(trackedCell));
  const record = run.finish(END[result.status], errorOf(result));
  const report = await writeReport(run, result.notebook);
  const { status, executed: notebook } = result;
  return { status, record, directory: run.directory, notebook, report, cached: false };
}

function errorOf({ status, failedCell }: NotebookRunResult): ErrorRecord | null {
  if (status === "completed") return null;
  const { name, message } = failedCell?.error ?? { name: status, message: `the run ended as ${status}` };
  return { name, message, cell: failedCell?.index ?? null };
}

async function writeReport(run: RunHandle, notebook: Notebook): Promise<string> {
  const { renderReport } = await import("../../report/index.js");
  const path = join(run.directory, "report.html");
  writeAtomic(path, renderReport({ notebook: redactNotebook(notebook) as ReportNotebook, run: run.record }));
  return path;
}

import { checkInteger, checkKeys, projectRoot, setRecorder } from "../core/index.js";
import { attach, isAttached } from "./attached.js";
import { closeAtExit } from "./closeAtExit.js";
import { checkName, createRun, recordedParams } from "./createRun.js";
import { type CellEvent, cellRecordOf, type KernelHooks, kernelHooks } from "./kernelHooks.js";
import { handOverPending, recordForNextRun } from "./pendingRecorder.js";
import { Run } from "./run.js";
import type { RunHandle } from "./runHandle.js";
import { redactText } from "./secrets.js";
import { sessionNotebook } from "./sessionNotebook.js";

export interface StartRunOptions {
  /** What the run is called, e.g. `momentum-by-sector`. */
  name: string;
  /** Parameters, plain data. Default none. */
  params?: object;
  /** Seed of all random numbers. Default none. */
  seed?: number;
  /**
   * The study that the run belongs to, e.g. `momentum-2026`: what its runs try is counted together, so that p-values and
   * deflated Sharpe ratios are corrected for all of it. Default none: a run counts alone.
   */
  study?: string;
  /** Id of the run that this one is a part of. Joining the run of a notebook changes nothing. Default none. */
  parent?: string;
  /** Default none. */
  tags?: readonly string[];
  /** Folder of the project. Default: found upwards from the working directory, or `ASSAY_ROOT`. */
  root?: string;
}

/** On `globalThis`, so that two copies of the library in one kernel know the same current run. */
const SLOT = Symbol.for("assay.run");
const holder = globalThis as { [SLOT]?: RunHandle };

/**
 * Record what this notebook does. From here on the datasets read and the variants evaluated land in the record,
 * beside what you log.
 *
 * Executed headlessly (`assay run`), the run of the whole notebook is joined. In a kernel or a script, a new run
 * is made in `experiments/`, with the cells executed so far and from now on; it closes on `finish()`, when
 * the next run starts, or when the process ends.
 *
 * @example
 * const run = startRun({ name: "momentum", params: { horizon: 21 } });
 * run.log({ ic_mean: 0.031 });
 */
export function startRun(options: StartRunOptions): Run {
  const who = "tracking.startRun";
  checkKeys(who, options, ["name", "params", "seed", "study", "parent", "tags", "root"]);
  checkName(who, options.name);
  if (options.seed !== undefined) checkInteger(who, "seed", options.seed, 0);
  if (options.study !== undefined) checkName(who, options.study, "study");
  return isAttached() ? joined(options) : started(options);
}

function joined({ name, params = {}, seed, study, tags = [] }: StartRunOptions): Run {
  const writer = attach();
  const recorded = recordedParams("tracking.startRun", params);
  writer.enter({
    type: "start",
    name: name.trim(),
    params: recorded,
    seed: seed ?? null,
    study: study?.trim() ?? null,
  });
  for (const tag of tags) writer.tag(tag);
  return new Run(writer, undefined);
}

function started({ root = projectRoot(), ...options }: StartRunOptions): Run {
  holder[SLOT]?.finish();
  const kernel = kernelHooks();
  const handle = createRun({
    ...options,
    root,
    kind: kernel ? "interactive" : "library",
    notebook: sessionNotebook(root),
  });
  holder[SLOT] = handle;
  setRecorder(handle);
  handOverPending(handle);
  if (kernel) {
    handle.followModules(root);
    followCells(handle, kernel);
  }
  closeAtExit(handle, { kernel: kernel !== undefined });
  return new Run(handle, handle);
}

/** Record the cells so far and those to come, as long as the run is open. */
function followCells(handle: RunHandle, kernel: KernelHooks): void {
  recordCells(handle, kernel.cells());
  const stop = kernel.onCell((event) => {
    if (handle.open) return recordCells(handle, [event]);
    handle.endCell(cellRecordOf(event));
    stop?.();
    if (holder[SLOT] === handle) recordForNextRun();
  });
}

function recordCells(handle: RunHandle, events: readonly CellEvent[]): void {
  if (events.length === 0) return;
  const hashes = new Map(handle.record.cells.map((cell) => [cell.index, cell.hash]));
  const cells = events.map(cellRecordOf);
  cells.forEach((cell, i) => {
    if (hashes.get(cell.index) !== cell.hash) handle.source(cell.hash, redactText(events[i].code));
  });
  handle.cell(...cells);
}

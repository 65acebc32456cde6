import { checkKeys, fail } from "../../core/index.js";
import type { Kernel, KernelOptions } from "../client/kernel.js";
import type { ExecutionEvent } from "./result.js";

export interface ExecuteOptions {
  /** Folder in which imports resolve, and the working directory of the cells. */
  cwd: string;
  /** Where the executed notebook is saved after each cell. Default: nowhere. */
  saveTo?: string;
  /** Environment of the kernel. Default: that of this process. */
  env?: NodeJS.ProcessEnv;
  timeouts?: Timeouts;
  /** Characters of output of a cell after which the rest is cut, unless its tag `output-limit=` says otherwise. Default 67,108,864. */
  outputLimit?: number;
  /** Told of every step; what it returns is awaited before the next cell. */
  onEvent?: (event: ExecutionEvent) => void | Promise<void>;
  /** Interrupts the run. */
  signal?: AbortSignal;
  /** Where the kernel comes from; it is ended with the run. Default: a new one is started. */
  startKernel?: (options: KernelOptions) => Promise<Kernel>;
}

export interface Timeouts {
  /** Limit for each cell that has none of its own by a tag `timeout=`, ms. Default: none. */
  cellMs?: number;
  /** Limit for the whole run, the start of the kernel included, ms. Default: none. */
  runMs?: number;
  /** Limit for the start of the kernel, ms. Default 60 000. */
  startMs?: number;
  /** How long an interrupted cell may take to end before the kernel is killed, ms. Default 1000. */
  graceMs?: number;
}

/** Limits as people give them, in seconds. */
export function timeoutsOfSeconds({
  cell,
  run,
}: {
  readonly cell?: number;
  readonly run?: number;
}): Timeouts {
  const ms = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000);
  return { cellMs: ms(cell), runMs: ms(run) };
}

/** Every limit is a positive number; `Infinity` is none. */
export function checkTimeouts(timeouts: Timeouts): void {
  checkKeys("notebook.run", timeouts, ["cellMs", "runMs", "startMs", "graceMs"]);
  for (const [name, ms] of Object.entries(timeouts)) {
    if (ms !== undefined && !(ms > 0)) {
      fail("notebook.run", `timeouts.${name} must be a positive number of milliseconds`, { received: ms });
    }
  }
}

import type { ExecutionEvent } from "./result.js";

export interface ExecuteOptions {
  /** Folder in which imports resolve, and the working directory of the cells. */
  cwd: string;
  /** Where the executed notebook is saved after each cell. Default: nowhere. */
  saveTo?: string;
  /** Environment of the kernel. Default: that of this process. */
  env?: NodeJS.ProcessEnv;
  timeouts?: Timeouts;
  /** Told of every step; what it returns is awaited before the next cell. */
  onEvent?: (event: ExecutionEvent) => void | Promise<void>;
  /** Interrupts the run. */
  signal?: AbortSignal;
}

export interface Timeouts {
  /** Limit for each cell, ms. Default: none. */
  cellMs?: number;
  /** Limit for the whole run after the kernel is ready, ms. Default: none. */
  runMs?: number;
  /** Limit for the start of the kernel, ms. Default 60 000. */
  startMs?: number;
  /** How long an interrupted cell may take to end before the kernel is killed, ms. Default 1000. */
  graceMs?: number;
}

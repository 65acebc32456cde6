import type { Notebook } from "./nbformat.js";

/**
 * How a cell ended.
 * - `ok`: it ran. An error that its tag `raises-exception` allows is still `ok`, and is kept in `error`.
 * - `error`, `type-error`, `late-error`: it threw; it did not compile; something it started threw later.
 * - `timeout`, `dead`, `interrupted`: it did not end by itself.
 * - `skipped`: tagged `skip-execution`, or empty. `not-run`: the run ended before it.
 */
export type CellEnd =
  | "ok"
  | "error"
  | "type-error"
  | "late-error"
  | "timeout"
  | "dead"
  | "interrupted"
  | "skipped"
  | "not-run";

/** The coarser state that a run record keeps. */
export type CellStatus = "running" | "completed" | "failed" | "timeout" | "interrupted" | "skipped";

/** What happened to one code cell. Times are ISO 8601, UTC; null where the cell did not get that far. */
export interface CellRecord {
  /** Position in the notebook, 0 for the first cell (markdown cells count). */
  readonly index: number;
  readonly id: string;
  /** SHA-256 of the source, hex. */
  readonly hash: string;
  status: CellStatus;
  /** Finer than `status`; null while the cell runs. */
  end: CellEnd | null;
  startedAt: string | null;
  endedAt: string | null;
  durationMs: number | null;
  executionCount: number | null;
  error: CellError | null;
}

export interface CellError {
  readonly name: string;
  readonly message: string;
  readonly traceback: readonly string[];
}

/** How a whole run ended; `type-error` when a cell did not compile. */
export type ExecutionStatus = "completed" | "failed" | "type-error" | "timeout" | "dead" | "interrupted";

export interface ExecutionResult {
  readonly status: ExecutionStatus;
  /** The executed notebook, with outputs. */
  readonly notebook: Notebook;
  /** Code cells only, in notebook order. */
  readonly cells: readonly CellRecord[];
  /** The record of the cell that ended the run, when one did. */
  readonly failedCell: CellRecord | null;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly durationMs: number;
  /** What the kernel process wrote past Jupyter (native libraries, crashes); its last 20,000 characters. */
  readonly rawOutput: string;
}

/** Progress of a run, in order. `k` of `n` counts the code cells that are to run, from 1. */
export type ExecutionEvent =
  | { readonly type: "kernel-starting"; readonly n: number }
  | { readonly type: "kernel-ready"; readonly n: number; readonly elapsedMs: number }
  | {
      readonly type: "cell-started";
      readonly k: number;
      readonly n: number;
      readonly cell: CellRecord;
      readonly elapsedMs: number;
    }
  | {
      readonly type: "cell-finished";
      readonly k: number;
      readonly n: number;
      readonly cell: CellRecord;
      readonly elapsedMs: number;
    }
  | { readonly type: "finished"; readonly status: ExecutionStatus; readonly elapsedMs: number };

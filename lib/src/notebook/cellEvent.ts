/** How an executed cell ended. `type-error` covers type and syntax errors: the cell did not start to run. */
export type CellEventStatus = "running" | "ok" | "error" | "type-error" | "late-error";

/** One executed cell of this kernel, in the order of execution. */
export interface CellEvent {
  /** 1 for the first executed cell. */
  readonly executionCount: number;
  readonly code: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** ISO 8601, UTC; absent while the cell runs. */
  readonly endedAt?: string;
  readonly status: CellEventStatus;
  /** `Name: message` of the error, when there is one. */
  readonly errorText?: string;
}

/** MIME type → content, shown as one output. */
export type DisplayBundle = Readonly<Record<string, unknown>>;

/** What an Assay kernel offers to the library, under `globalThis[Symbol.for("assay.kernel")]`. */
export interface KernelHooks {
  /** Every executed cell so far, the running one included. */
  cells(): CellEvent[];
  /** The cell that the calling code belongs to, also when it runs from a timer. */
  current(): CellEvent | undefined;
  /**
   * Be told each time a cell has ended, and again when a late error changes how it ended (same
   * `executionCount`). Returns the function that stops it.
   */
  onCell(listener: (event: CellEvent) => void): () => void;
  /** Show a MIME bundle as an output of the calling cell. With an `id` a later call replaces the output. */
  display(bundle: DisplayBundle, id?: string): void;
  /** Files outside of packages that were loaded so far: absolute paths in the order of loading. */
  modules(): string[];
}

/** Content of a Jupyter `error` message and of an nbformat `error` output. */
export interface ErrorContent {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

import type { Kernel } from "../client/kernel.js";
import type { Message } from "../client/message.js";
import { begin, blame, fault, finish, type TrackedCell, trackCells } from "./cellRecords.js";
import { type CellLimits, type CellOutcome, runCell } from "./cellRun.js";
import { markEnded, markNotebookEnded, markRunning, setTimes } from "./metadata.js";
import type { ErrorOutput, Notebook } from "./nbformat.js";
import { checkTimeouts, type ExecuteOptions } from "./options.js";
import { errorKind, errorOutput, Outputs } from "./outputs.js";
import { redactNotebook } from "./redactNotebook.js";
import type { CellEnd, CellRecord, ExecutionEvent, ExecutionResult, ExecutionStatus } from "./result.js";
import { deathError, limitText, stopError } from "./stopError.js";
import type { TaggedLimits } from "./taggedLimits.js";
import { writeNotebook } from "./writeNotebook.js";

/** One execution of a notebook: its state between the cells. */
export class NotebookRun {
  readonly cells: readonly TrackedCell[];
  /** The cells that are to run: neither empty nor tagged `skip-execution`. */
  readonly toRun: readonly TrackedCell[];
  private readonly started = performance.now();
  private readonly startedAt = new Date().toISOString();
  private readonly outputs = new Outputs((cell, error, message) => this.onError(cell.id, error, message));
  private failed: CellRecord | null = null;

  constructor(
    private readonly notebook: Notebook,
    private readonly options: ExecuteOptions,
  ) {
    checkTimeouts(options.timeouts ?? {});
    this.cells = trackCells(notebook);
    this.toRun = this.cells.filter(({ record }) => record.end === "not-run");
    for (const { cell } of this.cells) Object.assign(cell, { outputs: [], execution_count: null });
  }

  get elapsedMs(): number {
    return performance.now() - this.started;
  }

  /** Run the i-th cell of {@link toRun}; false if the run ends with it. */
  async runCell(kernel: Kernel, i: number): Promise<boolean> {
    if (this.failed) return false;
    return this.step(i, (tracked) => {
      const { cell } = tracked;
      return runCell(kernel, cell.source, (m) => this.outputs.apply(cell, m), this.limits(tracked));
    });
  }

  /** The i-th cell of {@link toRun}, with what `execute` makes of it; false if the run ends with it. */
  async step(i: number, execute: (tracked: TrackedCell) => Promise<CellOutcome>): Promise<boolean> {
    const tracked = this.toRun.at(i);
    if (!tracked) return false;
    const { cell, record } = tracked;
    const progress = { k: i + 1, n: this.toRun.length, cell: record };
    const since = performance.now();
    begin(record);
    markRunning(cell, record);
    await this.save();
    await this.tell({ type: "cell-started", ...progress, elapsedMs: this.elapsedMs });
    const outcome = await execute(tracked);
    const end = this.conclude(tracked, outcome);
    finish(record, end, performance.now() - since);
    if (end !== "ok") this.failed ??= record;
    markEnded(cell, record);
    await this.save();
    await this.tell({ type: "cell-finished", ...progress, elapsedMs: this.elapsedMs });
    return !this.failed;
  }

  /** The kernel ended by itself after its last cell. */
  diedAfter(kernel: Kernel): void {
    const last = this.toRun.at(-1);
    if (this.failed || !last || !kernel.process.exit) return;
    this.addError(last.cell, last.record, deathError(kernel.process.exit, kernel.process.rawOutput));
    fault(last.record, "dead");
    this.failed = last.record;
    markEnded(last.cell, last.record);
  }

  setLanguage(info: unknown): void {
    if (typeof info === "object" && info !== null) this.notebook.metadata.language_info = info;
  }

  async tell(event: ExecutionEvent): Promise<void> {
    await this.options.onEvent?.(event);
  }

  async save(): Promise<void> {
    if (this.options.saveTo) writeNotebook(this.options.saveTo, redactNotebook(this.notebook));
  }

  async finish(rawOutput: string): Promise<ExecutionResult> {
    const status = runStatus(this.failed);
    const endedAt = new Date().toISOString();
    const durationMs = Math.round(this.elapsedMs * 1000) / 1000;
    markNotebookEnded(this.notebook, { endedAt, durationMs, failed: status !== "completed" });
    await this.save();
    await this.tell({ type: "finished", status, elapsedMs: this.elapsedMs });
    return {
      status,
      notebook: this.notebook,
      cells: this.cells.map(({ record }) => record),
      failedCell: this.failed,
      startedAt: this.startedAt,
      endedAt,
      durationMs,
      rawOutput,
    };
  }

  /** How the cell ended; errors of the runner's own making become outputs of the cell. */
  private conclude({ cell, record, mayFail, limits }: TrackedCell, outcome: CellOutcome): CellEnd {
    if (outcome.kind === "replied") {
      const { status, execution_count } = outcome.executed.reply.content;
      cell.execution_count = typeof execution_count === "number" ? execution_count : null;
      record.executionCount = cell.execution_count;
      setTimes(cell, outcome.times);
      if (mayFail || (status === "ok" && !record.error)) return "ok";
      if (!record.error) this.addError(cell, record, errorOutput("Error", "the kernel refused the cell"));
      return record.end ?? "error";
    }
    if (outcome.kind === "dead") {
      this.addError(cell, record, deathError(outcome.died.exit, outcome.died.rawOutput));
      return "dead";
    }
    cell.outputs = cell.outputs.filter((output) => output.output_type !== "error");
    record.error = null;
    const { runMs } = this.options.timeouts ?? {};
    const limit = limitText({ cellMs: this.cellMs(limits), runMs }, this.elapsedMs);
    this.addError(cell, record, stopError(outcome.kind, outcome.died, limit));
    return outcome.kind;
  }

  private addError(cell: TrackedCell["cell"], record: CellRecord, error: ErrorOutput): void {
    cell.outputs.push(error);
    blame(record, error);
  }

  private limits({ mayFail, limits }: TrackedCell): CellLimits {
    const { runMs = Infinity, graceMs = 1000 } = this.options.timeouts ?? {};
    return {
      timeoutMs: Math.min(this.cellMs(limits), runMs - this.elapsedMs),
      graceMs,
      mayFail,
      outputLimit: limits.outputChars ?? this.options.outputLimit,
      signal: this.options.signal,
    };
  }

  /** The limit of a cell: its own, or that of all cells. */
  private cellMs({ timeoutMs }: TaggedLimits): number {
    return timeoutMs ?? this.options.timeouts?.cellMs ?? Infinity;
  }

  /** An error message of the kernel, for a cell that runs or for one that has ended before. */
  private onError(id: string, error: ErrorOutput, message: Message): void {
    const tracked = this.cells.find(({ cell }) => cell.id === id);
    if (!tracked) return;
    const { cell, record, mayFail } = tracked;
    cell.outputs.push(error);
    blame(record, error);
    if (!mayFail) fault(record, errorKind(message));
    if (mayFail || record.endedAt === null) return;
    this.failed ??= record;
    markEnded(cell, record);
  }
}

function runStatus(failed: CellRecord | null): ExecutionStatus {
  if (!failed) return "completed";
  const { end } = failed;
  return end === "type-error" || end === "timeout" || end === "dead" || end === "interrupted"
    ? end
    : "failed";
}

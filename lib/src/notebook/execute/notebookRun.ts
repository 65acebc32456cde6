import type { Kernel } from "../client/kernel.js";
import { howItEnded } from "../client/kernelErrors.js";
import type { Message } from "../client/message.js";
import { begin, blame, finish, type TrackedCell, trackCells } from "./cellRecords.js";
import { type CellLimits, type CellOutcome, runCell } from "./cellRun.js";
import { markEnded, markNotebookEnded, markRunning, setTimes } from "./metadata.js";
import type { ErrorOutput, Notebook } from "./nbformat.js";
import type { ExecuteOptions } from "./options.js";
import { errorOutput, Outputs } from "./outputs.js";
import type { CellEnd, CellRecord, ExecutionEvent, ExecutionResult, ExecutionStatus } from "./result.js";
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
    const tracked = this.toRun[i];
    const { cell, record } = tracked;
    const progress = { k: i + 1, n: this.toRun.length, cell: record };
    const since = performance.now();
    begin(record);
    markRunning(cell, record);
    await this.save();
    await this.tell({ type: "cell-started", ...progress, elapsedMs: this.elapsedMs });
    const outcome = await runCell(
      kernel,
      cell.source,
      (m) => this.outputs.apply(cell, m),
      this.limits(tracked),
    );
    const end = this.conclude(tracked, outcome);
    finish(record, end, performance.now() - since);
    if (end !== "ok") this.failed ??= record;
    markEnded(cell, record);
    await this.save();
    await this.tell({ type: "cell-finished", ...progress, elapsedMs: this.elapsedMs });
    return !this.failed;
  }

  setLanguage(info: unknown): void {
    if (typeof info === "object" && info !== null) this.notebook.metadata.language_info = info;
  }

  async tell(event: ExecutionEvent): Promise<void> {
    await this.options.onEvent?.(event);
  }

  async save(): Promise<void> {
    if (this.options.saveTo) await writeNotebook(this.options.saveTo, this.notebook);
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
  private conclude({ cell, record, mayFail }: TrackedCell, outcome: CellOutcome): CellEnd {
    if (outcome.kind === "replied") {
      const { status, execution_count } = outcome.executed.reply.content;
      cell.execution_count = typeof execution_count === "number" ? execution_count : null;
      record.executionCount = cell.execution_count;
      setTimes(cell, outcome.times);
      if (status === "ok" || mayFail) return "ok";
      if (!record.error) this.addError(cell, record, errorOutput("Error", "the kernel refused the cell"));
      return record.end ?? "error";
    }
    cell.outputs = cell.outputs.filter((output) => output.output_type !== "error");
    record.error = null;
    this.addError(cell, record, this.outsideError(outcome));
    return outcome.kind;
  }

  private addError(cell: TrackedCell["cell"], record: CellRecord, error: ErrorOutput): void {
    cell.outputs.push(error);
    blame(record, null, error);
  }

  private outsideError(outcome: Exclude<CellOutcome, { kind: "replied" }>): ErrorOutput {
    if (outcome.kind === "dead") {
      const text = `the kernel process ended ${howItEnded(outcome.died.exit)} while this cell ran`;
      const raw = outcome.died.rawOutput.trim();
      return errorOutput("KernelDied", text, raw ? [`KernelDied: ${text}`, "", ...raw.split("\n")] : []);
    }
    const how = outcome.died ? "; it did not react to an interrupt and was killed" : "";
    if (outcome.kind === "interrupted") return errorOutput("Interrupted", `the run was interrupted${how}`);
    return errorOutput("CellTimeout", `${this.limitText()}${how}`);
  }

  private limitText(): string {
    const { cellMs = Infinity, runMs = Infinity } = this.options.timeouts ?? {};
    const whole = this.elapsedMs >= runMs;
    return whole
      ? `the run took longer than its limit of ${runMs / 1000} s`
      : `the cell took longer than its limit of ${cellMs / 1000} s`;
  }

  private limits({ mayFail }: TrackedCell): CellLimits {
    const { cellMs = Infinity, runMs = Infinity, graceMs = 1000 } = this.options.timeouts ?? {};
    return {
      timeoutMs: Math.min(cellMs, runMs - this.elapsedMs),
      graceMs,
      mayFail,
      signal: this.options.signal,
    };
  }

  /** An error message of the kernel, for a cell that runs or for one that has ended before. */
  private onError(id: string, error: ErrorOutput, message: Message): void {
    const tracked = this.cells.find(({ cell }) => cell.id === id);
    if (!tracked) return;
    const { cell, record, mayFail } = tracked;
    cell.outputs.push(error);
    const kind = kindOf(message);
    blame(record, mayFail ? null : kind, error);
    if (mayFail || record.endedAt === null) return;
    this.failed ??= record;
    markEnded(cell, record);
  }
}

/** What the preload says about an error message. */
function kindOf({ metadata }: Message): "error" | "type-error" | "late-error" {
  const status = (metadata.assay as { status?: unknown } | undefined)?.status;
  return status === "type-error" || status === "late-error" ? status : "error";
}

function runStatus(failed: CellRecord | null): ExecutionStatus {
  if (!failed) return "completed";
  if (failed.end === "timeout" || failed.end === "dead" || failed.end === "interrupted") return failed.end;
  return "failed";
}

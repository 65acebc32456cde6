import { join } from "node:path";
import {
  type DataUse,
  fail,
  type Recorder,
  type Trial,
  type TrialCount,
  writeAtomic,
} from "../core/index.js";
import type { ArtifactContent } from "./artifactContent.js";
import { RUN_DIRECTORY } from "./attached.js";
import { removeLeftovers } from "./leftovers.js";
import type { ArtifactRecord, CellRecord, ErrorRecord, RunRecord, RunStatus } from "./record.js";
import { FILES, RunState } from "./runState.js";
import { RunWriter } from "./runWriter.js";
import { redactText } from "./secrets.js";

/** How a run can end. */
export type EndStatus = Exclude<RunStatus, "running">;

/**
 * A run, held by the process that owns its record. Made by `createRun`. Everything is on disk when a call
 * returns, so a kill at any moment leaves a run that can be read.
 */
export class RunHandle implements Recorder {
  private readonly writer: RunWriter;
  private readonly state: RunState;
  private current: RunRecord;

  constructor(
    /** The run's folder. */
    readonly directory: string,
    private base: RunRecord,
  ) {
    this.writer = new RunWriter(directory);
    this.state = new RunState(directory);
    this.current = base;
    this.save();
  }

  get runId(): string {
    return this.base.run_id;
  }

  /** The record as it was last written. */
  get record(): RunRecord {
    return this.current;
  }

  /** Environment variables for a kernel or child process whose work belongs to this run. */
  get environment(): Readonly<Record<string, string>> {
    return { [RUN_DIRECTORY]: this.directory };
  }

  /** Add points to `metrics.csv`; see `Run.log`. */
  log(values: Readonly<Record<string, number>>, step?: number): void {
    this.checkOpen("log");
    this.writer.log(values, step);
  }

  /** Keep a file in `artifacts/`; see `Run.artifact`. */
  artifact(name: string, content: ArtifactContent): ArtifactRecord {
    this.checkOpen("artifact");
    const artifact = this.writer.artifact(name, content);
    this.save();
    return artifact;
  }

  /** Keep a note with its time. */
  note(text: string): void {
    this.checkOpen("note");
    this.writer.note(text);
    this.save();
  }

  /** Add a tag; one that is there stays once. */
  tag(tag: string): void {
    this.checkOpen("tag");
    this.writer.tag(tag);
    this.save();
  }

  /** Record something that a reviewer must know before believing the numbers. */
  warn(text: string): void {
    this.checkOpen("warn");
    this.writer.warn(text);
    this.save();
  }

  /** Record that a dataset was read. Nothing once the run is closed. */
  dataUsed(use: DataUse): void {
    if (!this.open) return;
    this.writer.dataUsed(use);
    this.save();
  }

  /** Count a variant that was evaluated or backtested. Nothing once the run is closed. */
  trial(trial: Trial): void {
    if (this.open) this.writer.trial(trial);
  }

  /** What was tried so far; `undefined` once the run is closed. */
  trials(): TrialCount | undefined {
    return this.open ? this.writer.trials() : undefined;
  }

  /** Record cells, or replace what was recorded for the same index. */
  cell(...cells: readonly CellRecord[]): void {
    this.checkOpen("cell");
    const byIndex = new Map(this.base.cells.map((cell) => [cell.index, cell]));
    for (const cell of cells) {
      const error = cell.error && { ...cell.error, message: redactText(cell.error.message) };
      byIndex.set(cell.index, { ...cell, error });
    }
    this.base = { ...this.base, cells: [...byIndex.values()].sort((a, b) => a.index - b.index) };
    this.save();
  }

  /** How the cell that closed the run ended: the one thing that is still recorded after `finish`. */
  endCell(cell: CellRecord): void {
    const running = this.base.cells.find(({ index, status }) => index === cell.index && status === "running");
    if (!running) return;
    this.base = { ...this.base, cells: this.base.cells.map((each) => (each === running ? cell : each)) };
    this.save();
  }

  /** Report the local files that the kernel of this process loads; see `RunWriter.followModules`. */
  followModules(root: string): void {
    this.writer.followModules(root);
  }

  /** Keep the source of an interactive cell in the journal, under its hash. */
  source(hash: string, code: string): void {
    if (this.open) this.writer.enter({ type: "code", hash, code });
  }

  /** Set fields of the record that the owner learns later. */
  update(fields: Partial<Pick<RunRecord, "code" | "notebook" | "lockFile" | "parent">>): void {
    this.checkOpen("update");
    this.base = { ...this.base, ...fields };
    this.save();
  }

  /** Close the run. A second call changes nothing. */
  finish(status: EndStatus = "completed", error: ErrorRecord | null = null): RunRecord {
    if (!this.open) return this.current;
    this.writer.close();
    const ended = new Date();
    const durationMs = Math.max(0, ended.getTime() - Date.parse(this.base.startedAt));
    const shown = error && { ...error, message: redactText(error.message) };
    this.base = { ...this.base, status, endedAt: ended.toISOString(), durationMs, error: shown };
    this.save();
    removeLeftovers(this.directory);
    return this.current;
  }

  /** Whether the run takes metrics, artifacts and trials: until it is finished. */
  get open(): boolean {
    return this.base.status === "running";
  }

  /** Fold in what other processes reported, and write `run.json`. */
  save(): void {
    this.current = this.state.applyTo(this.base);
    writeAtomic(join(this.directory, FILES.record), `${JSON.stringify(this.current, null, 2)}\n`);
  }

  private checkOpen(what: string): void {
    if (this.open) return;
    fail(`tracking.${what}`, `run ${this.runId} is closed (${this.base.status})`, { fix: "start a new run" });
  }
}

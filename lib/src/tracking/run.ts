import { basename } from "node:path";
import { type Showable, showsItself } from "../core/index.js";
import type { ArtifactContent } from "./artifactContent.js";
import { type Curve, curvePath, curveText } from "./curve.js";
import { readRunFolder } from "./readRunFolder.js";
import type { ArtifactRecord } from "./record.js";
import type { EndStatus, RunHandle } from "./runHandle.js";
import type { RunWriter } from "./runWriter.js";

/**
 * The run of a notebook or script. Made by {@link startRun}. Everything is on disk when a call returns; a
 * killed kernel leaves a run that can be read.
 */
export class Run implements Showable {
  /** Name of the run's folder in `experiments/`; it starts with the time, UTC. */
  readonly runId: string;
  /** The run's folder: `run.json`, `metrics.csv`, `journal.jsonl`, `artifacts/`. */
  readonly directory: string;

  constructor(
    private readonly writer: RunWriter | RunHandle,
    private readonly owner: RunHandle | undefined,
  ) {
    this.directory = writer.directory;
    this.runId = basename(writer.directory);
  }

  /**
   * Add points to `metrics.csv`: numbers by name (letters, digits, `_ . / -`), with all their digits; NaN and
   * infinities are kept. `step` is a non-negative integer; without it, a name's points count 0, 1, 2, ….
   * The value with the highest step is the run's final one.
   */
  log(values: Readonly<Record<string, number>>, step?: number): void {
    this.writer.log(values, step);
  }

  /**
   * Keep `content` in `artifacts/` under `name`: text (.txt), bytes (.bin), `{ path }` of a file to copy, a
   * table (.csv), anything that shows itself (.html), other plain data (.json). An extension in `name` chooses
   * another form where there is one: a table as `.html` or `.json`, a figure as `.svg`. Same name: replaced.
   */
  artifact(name: string, content: ArtifactContent): ArtifactRecord {
    return this.writer.artifact(name, content);
  }

  /**
   * Keep a series over time, such as an equity curve, as `artifacts/curves/NAME.csv`. `RunView.curves()` reads it back, and
   * the review site draws curves of the same name over each other.
   *
   * @example run.curve("equity", { time, values: risk.wealth(result.returns), unit: "start = 1" })
   */
  curve(name: string, curve: Curve): ArtifactRecord {
    return this.writer.artifact(curvePath(name), curveText(name, curve));
  }

  /** Add a line of prose to the record, with the time. */
  note(text: string): void {
    this.writer.note(text);
  }

  /** Give the run a tag to find it by. */
  tag(tag: string): void {
    this.writer.tag(tag);
  }

  /**
   * Close the run; it shows itself as the last expression. Without it, the run closes when the kernel ends. In
   * a headless execution the run is the whole notebook, so it stays open until the last cell has run.
   */
  finish(status: EndStatus = "completed"): this {
    this.owner?.finish(status);
    return this;
  }

  toText(): string {
    return readRunFolder(this.directory).toText();
  }

  toHtml(): string {
    return readRunFolder(this.directory).toHtml();
  }
}
showsItself(Run);

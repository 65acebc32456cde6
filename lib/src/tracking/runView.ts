import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LineReader, type Showable, showsItself, type Trial } from "../core/index.js";
import { annotated } from "./annotations/annotated.js";
import { CURVES, type KeptCurve, parseCurve } from "./curve.js";
import type { RunHead } from "./listing/runHead.js";
import { type MetricPoint, parseMetricLine } from "./metricLine.js";
import { readRunRecord } from "./readRunRecord.js";
import type { CodeIdentity, RunRecord, SeenStatus } from "./record.js";
import { FILES } from "./runState.js";
import { runTables } from "./runTables.js";
import { runTrials } from "./runTrials.js";

/** A run as a reader sees it: its record, whether it is still alive, and its files. Shows itself. */
export class RunView implements Showable {
  /** The part of the record that a list shows. */
  readonly head: RunHead;
  private read: RunRecord | undefined;

  constructor(
    /** The run's folder, absolute. */
    readonly directory: string,
    /** The record's status, or `died` when the process that owns a running run is gone. */
    readonly status: SeenStatus,
    known: { readonly record: RunRecord } | { readonly head: RunHead },
  ) {
    this.read = "record" in known ? known.record : undefined;
    this.head = "record" in known ? known.record : known.head;
  }

  /**
   * The record; of a run that did not end, with everything that its files say beyond `run.json`. A list reads it when
   * it is first asked for.
   */
  get record(): RunRecord {
    this.read ??= annotated(this.directory, readRunRecord(this.directory));
    return this.read;
  }

  /** Id of the run: the name of its folder. */
  get runId(): string {
    return this.head.run_id;
  }

  /** The final values by name, as numbers (the record holds NaN and infinities as text). */
  get metrics(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      Object.entries(this.record.metrics).map(([name, value]) => [name, Number(value)]),
    );
  }

  /** Every point of `metrics.csv`, in file order; torn lines are left out. */
  points(): MetricPoint[] {
    const lines = new LineReader(join(this.directory, FILES.metrics)).next();
    return lines.map(parseMetricLine).filter((point) => point !== undefined);
  }

  /** The curves that the run kept; files that are gone or damaged are left out. */
  curves(): KeptCurve[] {
    return this.record.artifacts
      .filter(({ path }) => path.startsWith(`${FILES.artifacts}/${CURVES}/`))
      .flatMap(({ path }) => readCurve(join(this.directory, path)) ?? []);
  }

  /** Every variant that was evaluated or backtested, repetitions included, in the order of the journal. */
  trials(): Trial[] {
    return runTrials(this.directory);
  }

  /** The patch of uncommitted code, for `git apply`; undefined when the working tree was clean or unknown. */
  patch(): Buffer | undefined {
    const { patch }: CodeIdentity = this.record.code;
    return patch ? readFileSync(join(this.directory, patch.file)) : undefined;
  }

  toText(): string {
    return runTables(this.record, this.status)
      .map((table) => table.toText())
      .join("\n\n");
  }

  toHtml(): string {
    return runTables(this.record, this.status)
      .map((table) => table.toHtml())
      .join("\n");
  }
}
showsItself(RunView);

function readCurve(path: string): KeptCurve | undefined {
  try {
    return parseCurve(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

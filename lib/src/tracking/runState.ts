import { join } from "node:path";
import { LineReader } from "../core/index.js";
import { JournalState } from "./journalState.js";
import { MetricState } from "./metricState.js";
import type { RunRecord } from "./record.js";

/** The files of a run's folder. */
export const FILES = {
  record: "run.json",
  metrics: "metrics.csv",
  journal: "journal.jsonl",
  annotations: "annotations.jsonl",
  artifacts: "artifacts",
} as const;

/** Folds what was appended to the files of a run into its record; each call reads only what is new. */
export class RunState {
  private readonly journal = new JournalState();
  private readonly metrics = new MetricState();
  private readonly journalLines: LineReader;
  private readonly metricLines: LineReader;

  constructor(directory: string) {
    this.journalLines = new LineReader(join(directory, FILES.journal));
    this.metricLines = new LineReader(join(directory, FILES.metrics));
  }

  applyTo(base: RunRecord): RunRecord {
    for (const line of this.journalLines.next()) this.journal.add(line);
    for (const line of this.metricLines.next()) this.metrics.add(line);
    const folded = this.journal.applyTo(base);
    const warnings = [...new Set([...folded.warnings, ...this.metrics.warnings()])];
    return { ...folded, ...this.metrics.fields(), warnings };
  }
}

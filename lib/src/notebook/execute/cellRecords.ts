import { sha256 } from "../../core/index.js";
import type { ErrorContent } from "../cellEvent.js";
import { type CodeCell, isCode, type Notebook, tagsOf } from "./nbformat.js";
import type { CellEnd, CellRecord, CellStatus } from "./result.js";
import { type TaggedLimits, taggedLimits } from "./taggedLimits.js";

/** A code cell and what is known about its execution. */
export interface TrackedCell {
  readonly cell: CodeCell;
  readonly record: CellRecord;
  /** Its tag `raises-exception` allows it to fail. */
  readonly mayFail: boolean;
  readonly limits: TaggedLimits;
}

const STATUS: Readonly<Record<CellEnd, CellStatus>> = {
  ok: "completed",
  error: "failed",
  "type-error": "failed",
  "late-error": "failed",
  timeout: "timeout",
  dead: "failed",
  interrupted: "interrupted",
  skipped: "skipped",
  "not-run": "skipped",
};

/** The code cells of a notebook, each as not yet run. */
export function trackCells(notebook: Notebook): TrackedCell[] {
  return notebook.cells.flatMap((cell, index) => (isCode(cell) ? [track(cell, index)] : []));
}

function track(cell: CodeCell, index: number): TrackedCell {
  const tags = tagsOf(cell);
  const skipped = tags.includes("skip-execution") || cell.source.trim() === "";
  const record: CellRecord = {
    index,
    id: cell.id,
    hash: sha256(cell.source),
    status: "skipped",
    end: skipped ? "skipped" : "not-run",
    startedAt: null,
    endedAt: null,
    durationMs: null,
    executionCount: null,
    error: null,
  };
  return { cell, record, mayFail: tags.includes("raises-exception"), limits: taggedLimits(cell, index) };
}

export function begin(record: CellRecord): void {
  record.status = "running";
  record.end = null;
  record.startedAt = new Date().toISOString();
}

export function finish(record: CellRecord, end: CellEnd, durationMs: number): void {
  record.status = STATUS[end];
  record.end = end;
  record.endedAt = new Date().toISOString();
  record.durationMs = Math.round(durationMs * 1000) / 1000;
}

/** The cell has failed in this way, whatever was thought before. */
export function fault(record: CellRecord, end: CellEnd): void {
  record.end = end;
  record.status = STATUS[end];
}

/** The first error of a cell is the one that is told. */
export function blame(record: CellRecord, { ename, evalue, traceback }: ErrorContent): void {
  record.error ??= { name: ename, message: evalue, traceback };
}

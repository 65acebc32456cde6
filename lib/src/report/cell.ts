import { escapeHtml } from "../core/index.js";
import { type CellRecord, durationText } from "../tracking/index.js";
import { highlight } from "./highlight.js";
import { joined, type ReportCell, tagsOf } from "./notebook.js";
import { renderOutput } from "./output.js";

/** A code cell and what is known of its execution. */
export interface CodeCellView {
  readonly cell: ReportCell;
  /** Position in the notebook, from 0. */
  readonly index: number;
  readonly language: string;
  readonly run?: CellRecord;
}

/** The anchor of a cell: warnings link to it. */
export function cellAnchor(index: number): string {
  return `cell-${index + 1}`;
}

export function isFailed(cell: ReportCell, run?: CellRecord): boolean {
  if (run) return ["failed", "timeout", "interrupted"].includes(run.status);
  return cell.outputs?.some((output) => output.output_type === "error") ?? false;
}

/** Code folded above, outputs below. `remove-cell`, `remove-input` and `remove-output`
 * are obeyed, but never hide a failure. */
export function renderCodeCell(view: CodeCellView): string {
  const tags = tagsOf(view.cell);
  const source = joined(view.cell.source);
  const failed = isFailed(view.cell, view.run);
  if (!failed && (tags.includes("remove-cell") || tags.includes("remove_cell"))) return "";
  const noCode = source.trim() === "" || tags.includes("remove-input") || tags.includes("remove_input");
  const code = noCode && !failed ? "" : codeHtml(view, { source, tags, failed });
  const noOutput = tags.includes("remove-output") || tags.includes("remove_output");
  const outputs = noOutput && !failed ? "" : (view.cell.outputs ?? []).map(renderOutput).filter(Boolean);
  const shown = outputs.length ? `<div class="rp-out">${[...outputs].join("\n")}</div>` : "";
  if (!code && !shown) return "";
  return `<section class="rp-cell${failed ? " rp-failed-cell" : ""}" id="${cellAnchor(view.index)}">${code}${shown}</section>`;
}

function codeHtml(
  view: CodeCellView,
  { source, tags, failed }: { source: string; tags: readonly string[]; failed: boolean },
): string {
  const facts = [
    heading(view, tags),
    failed ? (view.run?.status ?? "failed") : notRun(view),
    view.run?.durationMs != null ? durationText(view.run.durationMs) : "",
  ];
  const summary = facts.filter(Boolean).map(escapeHtml).join(" · ");
  const code = `<pre class="rp-src"><code>${highlight(source, view.language)}</code></pre>`;
  return `<details class="rp-code"${failed ? " open" : ""}><summary>${summary}</summary>${code}</details>`;
}

function heading(view: CodeCellView, tags: readonly string[]): string {
  if (tags.includes("injected-parameters")) return "Parameters of this run";
  if (tags.includes("parameters")) return "Parameters and their defaults";
  return `Code of cell ${view.index + 1}`;
}

function notRun(view: CodeCellView): string {
  if (view.run) return view.run.status === "completed" ? "" : view.run.status;
  return view.cell.execution_count == null ? "not executed" : "";
}

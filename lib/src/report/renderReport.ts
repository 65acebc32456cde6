import { checkKeys, fail, htmlPage } from "../core/index.js";
import { CARDS_STYLE, FIGURE_STYLE, SHEET_STYLE } from "../plot/index.js";
import type { CellRecord } from "../tracking/index.js";
import { renderCodeCell } from "./cell.js";
import { renderFooter } from "./footer.js";
import { renderHeader } from "./header.js";
import { MarkdownCells } from "./markdown.js";
import { joined, type ReportCell, type ReportNotebook, tagsOf } from "./notebook.js";
import type { ReportRun } from "./run.js";
import { PAGE_STYLE } from "./style.js";
import { renderToc } from "./toc.js";
import { warningsOf } from "./warnings.js";

export interface ReportInput {
  /** An executed notebook (nbformat 4), parsed. */
  notebook: ReportNotebook;
  /** The record of the run, as in `run.json`. Default: none, and the report warns about it. */
  run?: ReportRun;
}

/**
 * One self-contained HTML page of an executed notebook: warnings first, then parameters, data, code version and
 * status, then the notebook with its code folded. No script, no network; outputs of cells are sanitised. Readable
 * on a phone, on paper and in dark mode. The same input gives the same bytes.
 */
export function renderReport(input: ReportInput): string {
  checkKeys("report.renderReport", input, ["notebook", "run"]);
  const { notebook, run } = input;
  if (!Array.isArray(notebook?.cells)) {
    fail("report.renderReport", "notebook must be a parsed notebook of nbformat 4", { received: notebook });
  }
  const markdown = new MarkdownCells();
  const body = renderCells(notebook, markdown, run);
  const title = markdown.title ?? run?.name ?? "Notebook";
  return page(title, [
    renderHeader(title, run, warningsOf(notebook, run)),
    renderToc(markdown.headings),
    `<main>${body}</main>`,
    renderFooter(run),
  ]);
}

function renderCells(notebook: ReportNotebook, markdown: MarkdownCells, run: ReportRun | undefined): string {
  const language = languageOf(notebook);
  const blocks = notebook.cells.map((cell, index) => {
    if (cell.cell_type === "code") {
      return renderCodeCell({ cell, index, language, run: cellRun(cell, index, run) });
    }
    if (cell.cell_type !== "markdown" || tagsOf(cell).includes("remove-cell")) return "";
    return `<section class="rp-cell rp-text">${markdown.render(joined(cell.source), cell.attachments)}</section>`;
  });
  return blocks.filter(Boolean).join("\n");
}

/** By id where both have one, else by position. */
function cellRun(cell: ReportCell, index: number, run: ReportRun | undefined): CellRecord | undefined {
  const byId = cell.id ? run?.cells?.find((one) => one.id === cell.id) : undefined;
  return byId ?? run?.cells?.find((one) => one.id === null && one.index === index);
}

function languageOf(notebook: ReportNotebook): string {
  const metadata = notebook.metadata as { language_info?: { name?: unknown } } | undefined;
  const name = metadata?.language_info?.name;
  return typeof name === "string" ? name.toLowerCase() : "typescript";
}

function page(title: string, parts: readonly string[]): string {
  return htmlPage({
    title,
    style: `\n${[PAGE_STYLE, FIGURE_STYLE, CARDS_STYLE, SHEET_STYLE].join("\n")}`,
    body: `<div class="rp-page">\n${parts.filter(Boolean).join("\n")}\n</div>`,
  });
}

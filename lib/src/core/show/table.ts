import { counted } from "./counted.js";
import { formatNumber, type NumberFormat } from "./format.js";
import { escapeHtml } from "./html.js";
import { isShowable, type Showable, showsItself } from "./showable.js";
import { tableText } from "./tableText.js";

/** What a cell may hold: plain data, or something small that shows itself, e.g. a `Sparkline` or a `Link`. */
export type Cell = string | number | boolean | Showable | null | undefined;

export interface Column {
  /** Key of the cell in each row. */
  key: string;
  /** Heading; defaults to the key. */
  label?: string;
  /** Unit, written under the heading. */
  unit?: string;
  /** How numbers are written. Default `number` (four significant digits). */
  format?: NumberFormat;
}

export interface TableOptions {
  title?: string;
  columns?: readonly Column[];
  /** A line under the table: source, convention, what was left out. */
  note?: string;
  /** Rows shown; the rest is counted, not hidden silently. Default 25. */
  limit?: number;
}

/** A small table as a value: plain rows first, text and HTML faces second. */
export class TableView implements Showable {
  /** Heading of the table; empty when it has none. */
  readonly title: string;
  /** What is shown of each row, from left to right. */
  readonly columns: readonly Column[];
  /** The line under the table; empty when there is none. */
  readonly note: string;
  private readonly limit: number;

  constructor(
    /** The rows as plain data, also those beyond the limit of what is shown. */
    readonly rows: readonly Readonly<Record<string, Cell>>[],
    options: TableOptions = {},
  ) {
    this.title = options.title ?? "";
    this.columns = options.columns ?? Object.keys(rows[0] ?? {}).map((key) => ({ key }));
    this.note = options.note ?? "";
    this.limit = options.limit ?? 25;
  }

  toText(width?: number): string {
    const head = this.columns.map((column) => heading(column));
    const body = this.shown().map((row) => this.columns.map((column) => cellText(row[column.key], column)));
    const numeric = this.columns.map((column) => this.isNumeric(column));
    const lines = tableText({ head, body, numeric }, width);
    const none = this.rows.length > 0 ? "" : NO_ROWS;
    return [this.title, ...lines, none, this.omitted(), this.note].filter(Boolean).join("\n");
  }

  toHtml(): string {
    const numeric = this.columns.map((column) => this.isNumeric(column));
    const css = (i: number) => (numeric[i] ? ' class="num"' : this.textStyle(this.columns[i]));
    const head = this.columns
      .map((column, i) => {
        const unit = column.unit ? `<br><small>${escapeHtml(column.unit)}</small>` : "";
        return `<th scope="col"${css(i)}>${escapeHtml(column.label ?? column.key)}${unit}</th>`;
      })
      .join("");
    const body = this.shown()
      .map((row) => {
        const cells = this.columns.map((column, i) => {
          const cell = row[column.key];
          const text = cellText(cell, column);
          const kind = numeric[i] ? "num" : text.length <= BRIEF ? "brief" : "";
          const face = isShowable(cell) ? cell.toHtml() : htmlText(text, numeric[i]);
          return `<td${kind && ` class="${kind}"`}${numeric[i] ? "" : LEFT}>${face}</td>`;
        });
        return `<tr>${cells.join("")}</tr>`;
      })
      .join("\n");
    const lines =
      this.rows.length > 0
        ? body
        : `<tr><td colspan="${Math.max(1, this.columns.length)}"${LEFT}>${NO_ROWS}</td></tr>`;
    const caption = this.title ? `<caption${LEFT}>${escapeHtml(this.title)}</caption>` : "";
    const notes = [this.omitted(), this.note]
      .filter(Boolean)
      .map((text) => `<p class="note">${escapeHtml(text)}</p>`);
    return `<div class="assay-table">${TABLE_STYLE}<table>${caption}<thead><tr>${head}</tr></thead><tbody>\n${lines}\n</tbody></table>${notes.join("")}</div>`;
  }

  private shown(): readonly Readonly<Record<string, Cell>>[] {
    return this.rows.slice(0, this.limit);
  }

  private omitted(): string {
    const more = this.rows.length - this.limit;
    return more > 0
      ? `… and ${counted(more, "more row")} (${this.rows.length.toLocaleString("en-US")} in all)`
      : "";
  }

  /** Long texts get the width at which they take a few lines: a viewer shares out what there is by length alone. */
  private textStyle(column: Column): string {
    const longest = Math.max(0, ...this.shown().map((row) => cellText(row[column.key], column).length));
    const width = Math.min(30, Math.max(BRIEF, Math.ceil(longest / 5)));
    return longest > BRIEF ? ` style="min-width:${width}ch;text-align:left"` : LEFT;
  }

  private isNumeric(column: Column): boolean {
    return this.rows.some((row) => typeof row[column.key] === "number");
  }
}
showsItself(TableView);

/** Said in place of rows, so that an empty table is not taken for a broken one. */
const NO_ROWS = "(no rows)";

/** Texts up to this length (dates, names) are not broken over lines. */
const BRIEF = 16;

/** Said at the element: JupyterLab drops the style sheet of a notebook that it does not trust, and aligns right. */
const LEFT = ' style="text-align:left"';

/** Scoped to the fragment so that a table looks the same in Jupyter, on a code host and in the report. */
const TABLE_STYLE = `<style>.assay-table{overflow-x:auto}.assay-table table{border-collapse:collapse;font-size:.9em;font-variant-numeric:tabular-nums}.assay-table caption{text-align:left;font-weight:600;padding:.3em 0}.assay-table.assay-table th,.assay-table.assay-table td{padding:.25em .7em;text-align:left;border-bottom:1px solid #8884}.assay-table .brief{white-space:nowrap}.assay-table.assay-table th{vertical-align:bottom;border-bottom:1px solid #888}.assay-table.assay-table .num{text-align:right;white-space:nowrap}.assay-table small{font-weight:400;opacity:.75}.assay-table .note{font-size:.8em;opacity:.8;margin:.3em 0}</style>`;

function heading(column: Column): string {
  const label = column.label ?? column.key;
  return column.unit ? `${label} [${column.unit}]` : label;
}

/** A number stays on its line with its unit, also where a viewer drops styles. */
function htmlText(text: string, number: boolean): string {
  return number ? escapeHtml(text).replaceAll(" ", "&nbsp;") : escapeHtml(text);
}

function cellText(value: Cell, column: Column): string {
  if (value === null || value === undefined) return "–";
  if (isShowable(value)) return value.toText();
  return typeof value === "number" ? formatNumber(value, column.format) : String(value);
}

import {
  checkKeys,
  escapeHtml,
  formatNumber,
  type NumberFormat,
  type Showable,
  showsItself,
} from "../core/index.js";
import { CARDS_STYLE } from "./style.js";

/** One number that matters. */
export interface Kpi {
  label: string;
  /** A number (`NaN` is shown as missing) or a finished text such as a date. */
  value: number | string;
  /** How a number is written; `percent` and `bps` take fractions. Default `number`. */
  format?: NumberFormat;
  /** Unit, when the format does not write one: `per year`, `sessions`. */
  unit?: string;
  /** A few words below: convention, interval, what to compare it with. */
  hint?: string;
}

/** Key figures as cards that wrap on a narrow screen; the text face is an aligned list. */
export class KpiCards implements Showable {
  /** Heading over the cards; empty when there is none. */
  readonly title: string;

  constructor(
    /** The key figures, from left to right. */
    readonly items: readonly Kpi[],
    options: { title?: string } = {},
  ) {
    checkKeys("plot.KpiCards", options, ["title"]);
    for (const item of items) checkKeys("plot.KpiCards", item, ["label", "value", "format", "unit", "hint"]);
    this.title = options.title ?? "";
  }

  toText(): string {
    const label = Math.max(0, ...this.items.map((item) => item.label.length));
    const value = Math.max(0, ...this.items.map((item) => written(item).length));
    const lines = this.items.map((item) =>
      [
        item.label.padEnd(label),
        written(item).padStart(value),
        item.unit ?? "",
        item.hint ? `(${item.hint})` : "",
      ]
        .filter(Boolean)
        .join("  "),
    );
    return [this.title, ...lines].filter(Boolean).join("\n");
  }

  toHtml(): string {
    const title = this.title ? `<p class="assay-title">${escapeHtml(this.title)}</p>` : "";
    return `<div class="assay-cards"><style>${CARDS_STYLE}</style>${title}<div class="assay-grid">${this.items.map(card).join("")}</div></div>`;
  }
}
showsItself(KpiCards);

/** Readable without its style too, which a notebook that is not trusted removes: label, number, small print. */
function card(item: Kpi): string {
  const unit = item.unit ? ` <small class="assay-unit">${escapeHtml(item.unit)}</small>` : "";
  const hint = item.hint ? `<div class="assay-hint"><small>${escapeHtml(item.hint)}</small></div>` : "";
  return `<div class="assay-card"><div class="assay-label">${escapeHtml(item.label)}</div><div class="assay-value"><strong>${escapeHtml(written(item))}</strong>${unit}</div>${hint}</div>`;
}

function written(item: Kpi): string {
  return typeof item.value === "number" ? formatNumber(item.value, item.format) : item.value;
}

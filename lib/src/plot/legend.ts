import type { Plot as PlotApi } from "@observablehq/plot";
import { escapeHtml } from "../core/index.js";

/** A strip above a drawing that says what its colours mean. */
export interface LegendStrip {
  readonly svg: string;
  /** Pixels it takes. */
  readonly height: number;
}

const RAMP = { width: 260, height: 44 };
const ROW = 20;
const LETTER = 7;
const GAP = 34;

/** The colours of a plot: a ramp for a measure, a row of names for categories. */
export function legendStrip(plot: PlotApi, { left, right }: { left: number; right: number }): LegendStrip {
  const color = plot.scale("color");
  if (!color?.domain) return { svg: "", height: 0 };
  const categories = color.type === "ordinal" || color.type === "categorical";
  return categories ? names(color, left, right) : ramp(plot, left);
}

function ramp(plot: PlotApi, left: number): LegendStrip {
  const drawn = plot.legend("color", { ...RAMP, marginBottom: 20, legend: "ramp" } as object);
  const inner = (drawn as unknown as { innerHTML: string }).innerHTML.replace(/<style>[\s\S]*?<\/style>/, "");
  const svg = `<g class="assay-ramp" font-size="11" text-anchor="start" transform="translate(${left},0)">${inner}</g>`;
  return { svg, height: RAMP.height + 6 };
}

interface Categories {
  readonly domain?: Iterable<unknown>;
  apply(value: unknown): unknown;
}

/** Names in rows, as many in one as there is room for. */
function names(color: Categories, left: number, right: number): LegendStrip {
  let x = left;
  let y = 0;
  const items: string[] = [];
  for (const value of color.domain ?? []) {
    const text = String(value);
    const width = GAP + text.length * LETTER;
    if (x > left && x + width > right) {
      x = left;
      y += ROW;
    }
    items.push(
      `<rect x="${x}" y="${y + 2}" width="11" height="11" rx="2" fill="${color.apply(value)}"/><text x="${x + 16}" y="${y + 8}" dy="0.32em">${escapeHtml(text)}</text>`,
    );
    x += width;
  }
  return { svg: `<g text-anchor="start">${items.join("")}</g>`, height: y + ROW + 8 };
}

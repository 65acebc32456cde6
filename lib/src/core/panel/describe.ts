import { type Cell, counted, Sparkline, TableView } from "../show/index.js";
import type { AssetIndex } from "./assetIndex.js";
import type { TimeIndex } from "./timeIndex.js";

/** What a preview needs to know of a panel. */
interface Described {
  readonly name: string;
  readonly unit: string;
  readonly time: TimeIndex;
  readonly assets: AssetIndex;
  readonly values: Float64Array;
}

const PREVIEW_DATES = 5;
const PREVIEW_ASSETS = 8;

/**
 * A preview of a panel: shape, span and missing share in the title; of the first assets the course over the span, the
 * share missing and the values on the last dates.
 */
export function describePanel(panel: Described): TableView {
  const dates = panel.time.length;
  const assets = panel.assets.length;
  const symbols = panel.assets.symbols.slice(0, PREVIEW_ASSETS);
  const first = Math.max(0, dates - PREVIEW_DATES);
  const columns = symbols.map((_, j) => column(panel, j));
  const rows = Array.from({ length: dates - first }, (_, k) => {
    const values = panel.values.subarray((first + k) * assets, (first + k + 1) * assets);
    const row: Record<string, string | number> = { date: panel.time.label(first + k) };
    symbols.forEach((symbol, j) => {
      row[symbol] = values[j];
    });
    return row;
  });
  const courses = Object.fromEntries(symbols.map((symbol, j) => [symbol, new Sparkline(columns[j])]));
  const missing = Object.fromEntries(symbols.map((symbol, j) => [symbol, percent(missingShare(columns[j]))]));
  const span = dates > 0 ? `, ${panel.time.label(0)} to ${panel.time.label(dates - 1)}` : "";
  const whole: Record<string, Cell>[] = [
    { date: "course", ...courses },
    { date: "missing", ...missing },
  ];
  return new TableView(dates > 0 ? [...whole, ...rows] : [], {
    title: `${panel.name || "panel"} [${panel.unit}]: ${counted(dates, "date")} × ${counted(assets, "asset")}${span}, ${percent(missingShare(panel.values))} missing`,
    columns: [{ key: "date" }, ...symbols.map((key) => ({ key }))],
    note: `course: the whole span, from its lowest to its highest value; then the last ${rows.length} of ${dates} dates; first ${symbols.length} of ${assets} assets`,
  });
}

function column({ values, time, assets }: Described, j: number): Float64Array {
  return Float64Array.from({ length: time.length }, (_, i) => values[i * assets.length + j]);
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function missingShare(values: Float64Array): number {
  let missing = 0;
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) missing++;
  return values.length === 0 ? 0 : missing / values.length;
}

import { TableView } from "../show/index.js";
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

/** A preview of a panel: shape, span and missing share in the title, the last dates of the first assets below. */
export function describePanel(panel: Described): TableView {
  const dates = panel.time.length;
  const assets = panel.assets.length;
  const symbols = panel.assets.symbols.slice(0, PREVIEW_ASSETS);
  const first = Math.max(0, dates - PREVIEW_DATES);
  const rows = Array.from({ length: dates - first }, (_, k) => {
    const values = panel.values.subarray((first + k) * assets, (first + k + 1) * assets);
    const row: Record<string, string | number> = { date: panel.time.label(first + k) };
    symbols.forEach((symbol, j) => {
      row[symbol] = values[j];
    });
    return row;
  });
  const span = dates > 0 ? `, ${panel.time.label(0)} to ${panel.time.label(dates - 1)}` : "";
  return new TableView(rows, {
    title: `${panel.name || "panel"} [${panel.unit}]: ${dates} dates × ${assets} assets${span}, ${(missingShare(panel.values) * 100).toFixed(1)} % missing`,
    columns: [{ key: "date" }, ...symbols.map((key) => ({ key }))],
    note: `last ${rows.length} of ${dates} dates, first ${symbols.length} of ${assets} assets`,
  });
}

function missingShare(values: Float64Array): number {
  let missing = 0;
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) missing++;
  return values.length === 0 ? 0 : missing / values.length;
}

import type { DateLike, Frequency, Panel, PanelMeta } from "../panel/index.js";
import { toInstant } from "../panel/index.js";
import { encodeSymbols, fromLong, toLong } from "./long.js";

/** One value of a panel as a plain object; a missing value is `null`. */
export interface PanelRow {
  readonly date: DateLike;
  readonly symbol: string;
  readonly value: number | null;
}

/** A panel as plain rows, by date and then by asset. For small panels: a row object costs far more than its number. */
export function panelToRows(panel: Panel): { date: string; symbol: string; value: number | null }[] {
  const { codes, symbols, values } = toLong(panel);
  const labels = panel.time.labels();
  return Array.from(values, (value, k) => ({
    date: labels[Math.floor(k / symbols.length)],
    symbol: symbols[codes[k]],
    value: Number.isNaN(value) ? null : value,
  }));
}

/** A panel from plain rows in any order; assets in order of first appearance. */
export function panelFromRows(
  rows: readonly PanelRow[],
  meta: PanelMeta & { frequency?: Frequency } = {},
): Panel {
  const { codes, symbols } = encodeSymbols(
    rows.map((row) => row.symbol),
    rows.length,
  );
  const instants = Float64Array.from(rows, (row) => toInstant(row.date));
  const values = Float64Array.from(rows, (row) => row.value ?? Number.NaN);
  return fromLong({ instants, codes, symbols, values }, meta);
}

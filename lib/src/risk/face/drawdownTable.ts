import { TableView } from "../../core/index.js";
import type { Drawdown } from "../drawdowns.js";

/** The worst drawdowns with their dates, deepest first. */
export function drawdownTable(drawdowns: readonly Drawdown[]): TableView {
  const rows = drawdowns.map(({ depth, start, trough, end, open, days, periods }) => ({
    depth,
    start,
    trough,
    end: open ? "open" : end,
    days,
    periods,
  }));
  return new TableView(rows, {
    title: "Worst drawdowns",
    columns: [
      { key: "depth", label: "Depth", format: "percent" },
      { key: "start", label: "Peak" },
      { key: "trough", label: "Trough" },
      { key: "end", label: "Recovered" },
      { key: "days", label: "Length", unit: "calendar days", format: "integer" },
      { key: "periods", label: "Below the peak", unit: "periods", format: "integer" },
    ],
    note: "The base of 1 before the first return counts as a peak; the length of an open drawdown runs to the last date.",
  });
}

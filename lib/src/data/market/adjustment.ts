import { fail, type Panel, toInstant } from "../../core/index.js";
import type { MarketAction } from "./action.js";

/** What raw values are multiplied by, dates × assets, row-major. 1 on the first date. */
export interface Adjustment {
  /** For open, high, low, close: splits and reinvested dividends. */
  readonly price: Float64Array;
  /** For volume: splits only. */
  readonly volume: Float64Array;
}

/**
 * Adjustment factors anchored at the first date: the factor of a date uses only actions with an ex-date up to it,
 * so nothing learned later changes an earlier adjusted value.
 *
 * On an ex-date the price factor is multiplied by the split ratio and by 1 / (1 − D / P), with D the dividend
 * and P the raw close of the session before: returns of adjusted prices are total returns, the convention of CRSP's
 * and Yahoo's adjusted closes. A close that is missing on the session before is the last one known. An ex-date without a session counts
 * on the next one. A dividend before the symbol's first close has nothing to be compared with and is left out.
 */
export function adjustmentOf(close: Panel, actions: readonly MarketAction[]): Adjustment {
  const { values } = close;
  const width = close.assets.length;
  const rows = close.time.length;
  const price = new Float64Array(values.length);
  const volume = new Float64Array(values.length);
  const splits = multipliers(close, actions, "split");
  const dividends = multipliers(close, actions, "dividend");
  const eventful = columnsByRow([...splits.keys(), ...dividends.keys()], width);
  const priceFactor = new Float64Array(width).fill(1);
  const volumeFactor = new Float64Array(width).fill(1);
  const previous = new Float64Array(width).fill(Number.NaN);
  for (let i = 0; i < rows; i++) {
    const start = i * width;
    const columns = eventful.get(i) ?? [];
    for (const j of i > 0 ? columns : []) {
      const split = splits.get(start + j) ?? 1;
      const dividend = dividends.get(start + j);
      priceFactor[j] *= split;
      volumeFactor[j] /= split;
      if (dividend === undefined || Number.isNaN(previous[j])) continue;
      priceFactor[j] /= 1 - share(dividend, previous[j], close, start + j);
    }
    price.set(priceFactor, start);
    volume.set(volumeFactor, start);
    for (let j = 0; j < width; j++) if (!Number.isNaN(values[start + j])) previous[j] = values[start + j];
    for (const j of columns) if (Number.isNaN(values[start + j])) previous[j] /= splits.get(start + j) ?? 1;
  }
  return { price, volume };
}

/** The vendor's own adjustment, `adj_close / close`, anchored at the symbol's first date; last known where missing. */
export function vendorAdjustment(close: Panel, adjusted: Panel): Float64Array {
  const width = close.assets.length;
  const price = new Float64Array(close.values.length);
  const first = new Float64Array(width).fill(Number.NaN);
  const factor = new Float64Array(width).fill(1);
  for (let start = 0; start < price.length; start += width) {
    for (let j = 0; j < width; j++) {
      const ratio = adjusted.values[start + j] / close.values[start + j];
      if (!(ratio > 0)) continue;
      if (Number.isNaN(first[j])) first[j] = ratio;
      factor[j] = ratio / first[j];
    }
    price.set(factor, start);
  }
  return price;
}

/** Cell → combined value of the actions of one kind: splits multiply, dividends add. */
function multipliers(
  close: Panel,
  actions: readonly MarketAction[],
  kind: MarketAction["kind"],
): Map<number, number> {
  const byCell = new Map<number, number>();
  for (const action of actions) {
    if (action.kind !== kind) continue;
    const column = close.assets.indexOf(action.symbol);
    const row = close.time.lowerBound(toInstant(action.date));
    if (column < 0 || row >= close.time.length) continue;
    const cell = row * close.assets.length + column;
    const before = byCell.get(cell);
    const both = kind === "split" ? (before ?? 1) * action.value : (before ?? 0) + action.value;
    byCell.set(cell, both);
  }
  return byCell;
}

/** Row → the columns of its cells, each once. */
function columnsByRow(cells: readonly number[], width: number): Map<number, number[]> {
  const byRow = new Map<number, number[]>();
  for (const cell of new Set(cells)) {
    const row = Math.floor(cell / width);
    const columns = byRow.get(row);
    if (columns) columns.push(cell % width);
    else byRow.set(row, [cell % width]);
  }
  return byRow;
}

function share(dividend: number, previous: number, close: Panel, cell: number): number {
  if (dividend < previous) return dividend / previous;
  const symbol = close.assets.symbols[cell % close.assets.length];
  const date = close.time.label(Math.floor(cell / close.assets.length));
  return fail(
    "data.Market",
    `the dividend of ${symbol} on ${date} is not below the close before, ${previous}`,
    {
      received: dividend,
      fix: "correct or remove that action",
    },
  );
}

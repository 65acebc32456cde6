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
  const price = new Float64Array(values.length).fill(1);
  const volume = new Float64Array(values.length).fill(1);
  const splits = multipliers(close, actions, "split");
  const dividends = multipliers(close, actions, "dividend");
  for (let j = 0; j < width; j++) {
    let priceFactor = 1;
    let volumeFactor = 1;
    let previous = Number.NaN;
    for (let i = 0; i < rows; i++) {
      const cell = i * width + j;
      const split = splits.get(cell) ?? 1;
      const dividend = dividends.get(cell);
      if (i > 0) {
        priceFactor *= split;
        volumeFactor /= split;
        if (dividend !== undefined && !Number.isNaN(previous)) {
          priceFactor /= 1 - share(dividend, previous, close, cell);
        }
      }
      price[cell] = priceFactor;
      volume[cell] = volumeFactor;
      if (!Number.isNaN(values[cell])) previous = values[cell];
      else if (split !== 1) previous /= split;
    }
  }
  return { price, volume };
}

/** The vendor's own adjustment, `adj_close / close`, anchored at the symbol's first date; last known where missing. */
export function vendorAdjustment(close: Panel, adjusted: Panel): Float64Array {
  const width = close.assets.length;
  const price = new Float64Array(close.values.length).fill(1);
  for (let j = 0; j < width; j++) {
    let first = Number.NaN;
    let factor = 1;
    for (let cell = j; cell < price.length; cell += width) {
      const ratio = adjusted.values[cell] / close.values[cell];
      if (ratio > 0) {
        if (Number.isNaN(first)) first = ratio;
        factor = ratio / first;
      }
      price[cell] = factor;
    }
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

import type { SyntheticMarket } from "../../../lib/src/sim/index.js";

/** A tiny independent measurement of rank ICs, from raw prices and actions only. Shares no code with the library. */
export interface Measured {
  mean: number;
  /** Standard error of the mean over dates, assuming independent dates. */
  error: number;
  dates: number;
}

/** Total-return closes, one array per symbol: cumulative product of price relatives with the actions put back. */
export function totalReturnCloses(market: SyntheticMarket): number[][] {
  const { close } = market.raw;
  const actions = new Map(market.actions.map((action) => [`${action.symbol} ${action.date}`, action]));
  return market.assets.symbols.map((symbol) => {
    const prices = [...close.series(symbol)];
    const out: number[] = prices.map(() => Number.NaN);
    let level = 1;
    prices.forEach((price, row) => {
      if (Number.isNaN(price)) return;
      const before = row > 0 ? prices[row - 1] : Number.NaN;
      if (!Number.isNaN(before)) {
        const action = actions.get(`${symbol} ${market.time.label(row)}`);
        const base =
          action === undefined
            ? before
            : action.kind === "split"
              ? before / action.value
              : before - action.value;
        level *= price / base;
      }
      out[row] = level;
    });
    return out;
  });
}

export type Signal = (prices: number[], row: number) => number;
export const momentum: Signal = (prices, row) => prices[row - 21] / prices[row - 252] - 1;
export const reversal: Signal = (prices, row) => -(prices[row] / prices[row - 5] - 1);

/** Mean over dates of Spearman's correlation between `signal` and the next session's return. */
export function measure(market: SyntheticMarket, closes: number[][], signal: Signal): Measured {
  const ics: number[] = [];
  for (let row = 0; row + 1 < market.time.length; row++) {
    const x: number[] = [];
    const y: number[] = [];
    for (const prices of closes) {
      const known = signal(prices, row);
      const next = prices[row + 1] / prices[row] - 1;
      if (!Number.isFinite(known) || !Number.isFinite(next)) continue;
      x.push(known);
      y.push(next);
    }
    if (x.length >= 5) ics.push(pearson(ranks(x), ranks(y)));
  }
  const mean = ics.reduce((sum, ic) => sum + ic, 0) / ics.length;
  const variance = ics.reduce((sum, ic) => sum + (ic - mean) ** 2, 0) / (ics.length - 1);
  return { mean, error: Math.sqrt(variance / ics.length), dates: ics.length };
}

/** Average ranks: the mean of the first and the last place a value takes in sorted order. */
function ranks(values: number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  sorted.forEach((value, i) => {
    if (!first.has(value)) first.set(value, i);
    last.set(value, i);
  });
  return values.map((value) => (first.get(value)! + last.get(value)!) / 2);
}

function pearson(x: number[], y: number[]): number {
  const n = x.length;
  const mx = x.reduce((a, b) => a + b, 0) / n;
  const my = y.reduce((a, b) => a + b, 0) / n;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < n; i++) {
    xy += (x[i] - mx) * (y[i] - my);
    xx += (x[i] - mx) ** 2;
    yy += (y[i] - my) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

/** Mean and its standard error over independent values, e.g. one per seed. */
export function acrossSeeds(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

import type { Panel, TimeIndex } from "../../core/index.js";
import { Cohort, type HoldingInput, Sums } from "./cohort.js";

/** Returns per session of portfolios held for several sessions, a new one each session. */
export interface HeldReturns {
  /** The session each return ends on. */
  readonly time: TimeIndex;
  /** Row-major sessions × quantiles: equal-weighted; `NaN` while nothing is held. */
  readonly byQuantile: Float64Array;
  /** Top less bottom quantile: long 1, short 1. */
  readonly spread: Float64Array;
  /** Weights proportional to the factor less its mean, gross 1: long ½, short ½. */
  readonly weighted: Float64Array;
  /** Equal-weighted mean over all symbols with a price on the session and the one before. */
  readonly market: Float64Array;
}

/**
 * Daily returns of overlapping holding periods (Jegadeesh & Titman 1993): with horizon h, h sub-portfolios run side by
 * side, each is formed anew every h sessions and held unchanged in between, and the return of a session is the mean
 * over those that are held. Compounded over its h sessions, a sub-portfolio earns the mean forward return of its date.
 *
 * Formed at t from the symbols with a factor value and a price at t, bought at the close of t + delay by those that
 * have a price there. Nothing is known of the future: a symbol whose price stops is held at its last price until the
 * sub-portfolio ends.
 */
export function heldReturns(input: HoldingInput): HeldReturns {
  const { price, span, horizon, delay, quantiles } = input;
  const first = Math.min(price.time.length, span.start + delay + 1);
  const last = Math.max(first, Math.min(price.time.length, span.end + delay + horizon));
  const sums = new Sums(price.time.length, quantiles);
  const cohort = new Cohort(input);
  for (let t = span.start; t < span.end; t++) {
    if (cohort.form(t)) cohort.hold(sums);
  }
  const byQuantile = sums.byQuantile.slice(first * quantiles, last * quantiles);
  const weighted = sums.weighted.slice(first, last);
  for (let k = 0; k < byQuantile.length; k++) byQuantile[k] /= sums.held[first * quantiles + k];
  for (let k = 0; k < weighted.length; k++) weighted[k] /= sums.weightedHeld[first + k];
  return {
    time: price.time.slice(first, last),
    byQuantile,
    spread: weighted.map((_, k) => byQuantile[(k + 1) * quantiles - 1] - byQuantile[k * quantiles]),
    weighted,
    market: marketReturns(price, first, last),
  };
}

function marketReturns({ values, assets }: Panel, first: number, last: number): Float64Array {
  const width = assets.length;
  const out = new Float64Array(last - first);
  for (let s = first; s < last; s++) {
    let total = 0;
    let n = 0;
    for (let at = s * width; at < (s + 1) * width; at++) {
      const from = values[at - width];
      const to = values[at];
      if (!(from > 0 && to > 0 && from < Infinity && to < Infinity)) continue;
      total += to / from - 1;
      n++;
    }
    out[s - first] = total / n;
  }
  return out;
}

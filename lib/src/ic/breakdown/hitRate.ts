import { count, normalP, type Persistence } from "../../core/index.js";
import { type MeanInference, meanInference } from "../meanInference.js";

/** How often a series of one value per date is above 0, and whether that is told from a coin. */
export interface HitRate {
  /** Share of dates with a value above 0. */
  readonly rate: number;
  readonly hits: number;
  /** Dates with a value. */
  readonly dates: number;
  /** Two-sided exact binomial p-value, as if dates were independent: too small when forward returns overlap. */
  readonly binomialP: number;
  /** Tests that the mean of (1 above 0, else 0) − ½ is zero; the default one holds under overlap. */
  readonly inference: MeanInference;
}

/** The hit rate of an IC with tests against ½. An IC of exactly 0 is no hit. */
export function hitRate(values: Float64Array, horizon: number, persistence?: Persistence): HitRate {
  const excess = values.map((value) => (Number.isNaN(value) ? Number.NaN : value > 0 ? 0.5 : -0.5));
  const dates = count(values);
  const hits = excess.reduce((n, value) => (value > 0 ? n + 1 : n), 0);
  return {
    rate: dates > 0 ? hits / dates : Number.NaN,
    hits,
    dates,
    binomialP: binomialP(hits, dates),
    inference: meanInference(excess, horizon, persistence),
  };
}

/** Beyond this many tosses the normal approximation with continuity correction differs by less than 1e-5. */
const EXACT_UP_TO = 10_000;

/** P of a count at least as far from n / 2 as `hits`, of n tosses of a fair coin (scipy's `binomtest`). */
function binomialP(hits: number, n: number): number {
  if (n === 0) return Number.NaN;
  const low = Math.min(hits, n - hits);
  if (2 * low === n) return 1;
  if (n > EXACT_UP_TO) return normalP((n / 2 - low - 0.5) / (Math.sqrt(n) / 2));
  let term = Math.exp(logChoose(n, low) - n * Math.LN2);
  let tail = 0;
  for (let k = low; k >= 0; k--) {
    tail += term;
    term *= k / (n - k + 1);
  }
  return Math.min(1, 2 * tail);
}

function logChoose(n: number, k: number): number {
  let total = 0;
  for (let i = 1; i <= k; i++) total += Math.log((n - k + i) / i);
  return total;
}

import { mean, type Persistence, std } from "../core/index.js";
import type { FactorFrame } from "./factorFrame.js";
import { type MeanInference, meanInference } from "./meanInference.js";
import { type SeriesStats, seriesStats } from "./seriesStats.js";

/** Forward returns by factor quantile: 1 holds the lowest factor values. All fractions per horizon, nothing demeaned. */
export interface QuantileReturns {
  /** Number of quantiles. */
  readonly count: number;
  /** Row-major dates × quantiles: equal-weighted mean forward return; `NaN` where a quantile is empty. */
  readonly byDate: Float64Array;
  /** Per quantile: mean over dates of the daily means, every date weighing the same (alphalens). */
  readonly means: Float64Array;
  /** Per quantile: std of the daily means (ddof 1) / √dates, as alphalens; ignores overlap. */
  readonly errors: Float64Array;
  /** Top minus bottom quantile per date (alphalens-reloaded ≥ 0.5 halves it). */
  readonly spread: Float64Array;
  /** Its mean with Newey–West errors of horizon − 1 lags. */
  readonly spreadStats: SeriesStats;
  /** Tests of a zero mean spread side by side, with p-values. */
  readonly spreadInference: MeanInference;
}

/**
 * Mean forward return of each quantile, per date and over dates, and the top minus bottom spread.
 *
 * @param persistence beyond the overlap that the default test of the spread allows for
 */
export function quantileReturns(frame: FactorFrame, persistence?: Persistence): QuantileReturns {
  const count = frame.quantiles;
  const byDate = dailyMeans(frame);
  const columns = Array.from({ length: count }, (_, q) => column(byDate, q, count));
  const spread = columns[count - 1].map((top, i) => top - columns[0][i]);
  const errors = Float64Array.from(columns, (values) => std(values) / Math.sqrt(present(values)));
  return {
    count,
    byDate,
    means: Float64Array.from(columns, (values) => mean(values)),
    errors,
    spread,
    spreadStats: seriesStats(spread, frame.horizon - 1),
    spreadInference: meanInference(spread, frame.horizon, persistence),
  };
}

function dailyMeans({ buckets, forward, time, assets, quantiles }: FactorFrame): Float64Array {
  const width = assets.length;
  const sums = new Float64Array(time.length * quantiles);
  const names = new Float64Array(quantiles);
  for (let i = 0; i < time.length; i++) {
    names.fill(0);
    const to = i * quantiles - 1;
    for (let at = i * width; at < (i + 1) * width; at++) {
      const bucket = buckets[at];
      if (bucket === 0) continue;
      sums[to + bucket] += forward[at];
      names[bucket - 1]++;
    }
    for (let q = 1; q <= quantiles; q++) sums[to + q] /= names[q - 1];
  }
  return sums;
}

/** Column `k` of a row-major matrix of `width` columns, as a copy. */
export function column(values: Float64Array, k: number, width: number): Float64Array {
  const out = new Float64Array(values.length / width);
  for (let i = 0; i < out.length; i++) out[i] = values[i * width + k];
  return out;
}

function present(values: Float64Array): number {
  let n = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) n++;
  return n;
}

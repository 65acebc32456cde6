import { mean } from "../core/index.js";
import type { FactorFrame } from "./factorFrame.js";
import { column } from "./quantileReturns.js";

/** How fast the names of a quantile change. */
export interface QuantileTurnover {
  /** Sessions between the two dates that are compared: the horizon. */
  readonly period: number;
  /** Row-major dates × quantiles: share of the quantile's names that were not in it `period` sessions before. */
  readonly byDate: Float64Array;
  /** Per quantile: mean over dates. */
  readonly means: Float64Array;
}

/**
 * Share of each quantile's names that were not in the same quantile `period` sessions earlier (alphalens'
 * `quantile_turnover`). `NaN` where the quantile is empty on either date.
 */
export function quantileTurnover(frame: FactorFrame, period: number = frame.horizon): QuantileTurnover {
  const { quantiles, buckets, time } = frame;
  const width = frame.assets.length;
  const byDate = new Float64Array(time.length * quantiles).fill(Number.NaN);
  const now = new Int32Array(quantiles + 1);
  const before = new Int32Array(quantiles + 1);
  const stayed = new Int32Array(quantiles + 1);
  for (let i = period; i < time.length; i++) {
    now.fill(0);
    before.fill(0);
    stayed.fill(0);
    const here = i * width;
    const then = (i - period) * width;
    for (let j = 0; j < width; j++) {
      const bucket = buckets[here + j];
      const old = buckets[then + j];
      now[bucket]++;
      before[old]++;
      if (bucket === old) stayed[bucket]++;
    }
    for (let q = 1; q <= quantiles; q++) {
      if (now[q] > 0 && before[q] > 0) byDate[i * quantiles + q - 1] = (now[q] - stayed[q]) / now[q];
    }
  }
  const means = Float64Array.from({ length: quantiles }, (_, q) => mean(column(byDate, q, quantiles)));
  return { period, byDate, means };
}

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
  // How many names went from one bucket to another; bucket 0 is "none".
  const side = quantiles + 1;
  const moves = new Int32Array(side * side);
  for (let i = period; i < time.length; i++) {
    moves.fill(0);
    const back = period * width;
    for (let at = i * width; at < (i + 1) * width; at++) moves[buckets[at - back] * side + buckets[at]]++;
    for (let q = 1; q <= quantiles; q++) {
      let now = 0;
      let before = 0;
      for (let other = 0; other < side; other++) {
        now += moves[other * side + q];
        before += moves[q * side + other];
      }
      const stayed = moves[q * side + q];
      if (now > 0 && before > 0) byDate[i * quantiles + q - 1] = (now - stayed) / now;
    }
  }
  const means = Float64Array.from({ length: quantiles }, (_, q) => mean(column(byDate, q, quantiles)));
  return { period, byDate, means };
}

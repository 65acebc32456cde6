import { checkKeys, checkNumber, normalQuantile } from "../../core/index.js";
import { estimateOf, SHARPE_OPTIONS, type SharpeInput, type SharpeOptions } from "./estimate.js";
import { errorOf } from "./sharpeError.js";

export interface MinimumTrackRecordOptions extends SharpeOptions {
  /** The Sharpe ratio to beat, in the unit of the input: per year for returns. Default 0. */
  benchmark?: number;
  /** Probability that the true Sharpe ratio is above the benchmark. Default 0.95. */
  confidence?: number;
}

export interface TrackRecord {
  /** Returns needed; not rounded. */
  readonly periods: number;
  /** The same in years; `NaN` for reported numbers without `periodsPerYear`. */
  readonly years: number;
}

/**
 * How long a track record must be before its Sharpe ratio is above the benchmark with the given confidence:
 * 1 + (1 − γ₃ S + (γ₄ − 1)/4 · S²) · (Φ⁻¹(confidence) / (S − S*))² periods (Bailey & López de Prado 2012).
 * Infinite when the estimate is not above the benchmark; `NaN` for fewer than two or constant returns.
 *
 * @example minimumTrackRecord({ sharpe: 2, n: 252, periodsPerYear: 252 }, { benchmark: 1 }).years // 2.731
 * @throws when an option is unknown, not finite, or the confidence is outside 0.5 to 1
 */
export function minimumTrackRecord(input: SharpeInput, options: MinimumTrackRecordOptions = {}): TrackRecord {
  const who = "risk.minimumTrackRecord";
  checkKeys(who, options, [...SHARPE_OPTIONS, "benchmark", "confidence"]);
  const { benchmark = 0, confidence = 0.95, ...conventions } = options;
  checkNumber(who, "benchmark", benchmark);
  checkNumber(who, "confidence", confidence, { min: 0.5, max: 1 - Number.EPSILON });
  const estimate = estimateOf(who, input, conventions);
  const edge = estimate.sharpe - benchmark / Math.sqrt(estimate.periodsPerYear);
  const variance = errorOf(estimate) ** 2 * (estimate.n - 1);
  const enough = 1 + variance * (normalQuantile(confidence) / edge) ** 2;
  const periods = edge > 0 || Number.isNaN(enough) ? enough : Infinity;
  const dated = estimate.excess !== undefined || ("periodsPerYear" in input && input.periodsPerYear);
  return { periods, years: dated ? periods / estimate.periodsPerYear : Number.NaN };
}

import { checkKeys, checkNumber, normalCdf } from "../../core/index.js";
import {
  estimateOf,
  SHARPE_OPTIONS,
  type SharpeEstimate,
  type SharpeInput,
  type SharpeOptions,
} from "./estimate.js";
import { errorOf } from "./sharpeError.js";

export interface ProbabilisticSharpeOptions extends SharpeOptions {
  /** The Sharpe ratio to beat, in the unit of the input: per year for returns. Default 0. */
  benchmark?: number;
}

/**
 * Probability, from 0 to 1, that the true Sharpe ratio is above a benchmark, given its estimate, the number of
 * returns, and their skewness and kurtosis: Φ((S − S*) / σ(S)) with the error of `sharpeError` (Bailey & López de
 * Prado 2012). It supposes independent returns and one strategy: after several tries use `deflatedSharpe`.
 * `NaN` for fewer than two or constant returns.
 *
 * @example probabilisticSharpe({ sharpe: 0.458, n: 24, skewness: -2.448, excessKurtosis: 7.164 }) // 0.913
 * @throws when an option is unknown or not finite
 */
export function probabilisticSharpe(input: SharpeInput, options: ProbabilisticSharpeOptions = {}): number {
  const who = "risk.probabilisticSharpe";
  checkKeys(who, options, [...SHARPE_OPTIONS, "benchmark"]);
  const { benchmark = 0, ...conventions } = options;
  checkNumber(who, "benchmark", benchmark);
  const estimate = estimateOf(who, input, conventions);
  return probabilityAbove(estimate, benchmark / Math.sqrt(estimate.periodsPerYear));
}

/** Probability that the true Sharpe ratio per period is above `benchmark` per period. */
export function probabilityAbove(estimate: SharpeEstimate, benchmark: number): number {
  return normalCdf((estimate.sharpe - benchmark) / errorOf(estimate));
}

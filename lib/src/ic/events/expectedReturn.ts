import { mean } from "../../core/index.js";
import type { ExpectedReturn } from "./eventData.js";

/** What is expected without an event, from the sessions of an estimation window. */
export interface Expectation {
  readonly alpha: number;
  readonly beta: number;
  /** Standard deviation of the residuals; sessions less parameters degrees of freedom. */
  readonly residualStd: number;
  readonly sessions: number;
  /** Mean of the benchmark over the estimation window, and its squared deviations summed. */
  readonly center: number;
  readonly squares: number;
}

/** Estimate from complete pairs of returns; `undefined` when the residuals or a needed benchmark do not vary. */
export function estimate(
  model: ExpectedReturn,
  returns: Float64Array,
  benchmark: Float64Array,
): Expectation | undefined {
  const sessions = returns.length;
  const center = mean(benchmark);
  const own = mean(returns);
  let squares = 0;
  let products = 0;
  for (let i = 0; i < sessions; i++) {
    squares += (benchmark[i] - center) ** 2;
    products += (benchmark[i] - center) * (returns[i] - own);
  }
  if (model === "market model" && !(squares > 0)) return undefined;
  const beta = model === "market model" ? products / squares : model === "market adjusted" ? 1 : 0;
  const level = own - beta * center;
  let left = 0;
  for (let i = 0; i < sessions; i++) left += (returns[i] - level - beta * benchmark[i]) ** 2;
  const freedom = sessions - (model === "market model" ? 2 : 1);
  const residualStd = Math.sqrt(left / freedom);
  if (!(residualStd > 0)) return undefined;
  return { alpha: model === "market adjusted" ? 0 : level, beta, residualStd, sessions, center, squares };
}

/**
 * Variance of an abnormal return added up over some sessions, in units of the residual variance: the residuals
 * themselves, and the error of the estimated expectation (Mikkelson & Partch 1988 for the sum).
 *
 * @param benchmark its returns on these sessions
 */
export function forecastVariance(
  model: ExpectedReturn,
  { sessions, center, squares }: Expectation,
  benchmark: Float64Array,
): number {
  const days = benchmark.length;
  if (model === "market adjusted") return days;
  const level = days + (days * days) / sessions;
  if (model === "mean adjusted") return level;
  let off = 0;
  for (let i = 0; i < days; i++) off += benchmark[i] - center;
  return level + (off * off) / squares;
}

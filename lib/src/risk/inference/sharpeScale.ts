import { checkInteger, checkKeys, mean } from "../../core/index.js";
import type { ReturnsLike } from "../sample.js";
import { estimateOf, SHARPE_OPTIONS, type SharpeOptions } from "./estimate.js";
import { lagsOf } from "./sharpeError.js";

/**
 * What a Sharpe ratio per period is multiplied with to hold over `q` periods when returns are autocorrelated:
 * η(q) = q / √(q + 2 Σₖ (q − k) ρₖ), k = 1 … q − 1 (Lo 2002). √q without autocorrelation.
 *
 * @param autocorrelations ρ₁, ρ₂, …; those not given are 0
 * @example sharpeScale([0.2], 12) // 3.0
 */
export function sharpeScale(autocorrelations: ArrayLike<number>, q: number): number {
  checkInteger("risk.sharpeScale", "q", q, 1);
  let variance = q;
  for (let k = 1; k < q && k <= autocorrelations.length; k++) {
    variance += 2 * (q - k) * autocorrelations[k - 1];
  }
  return variance > 0 ? q / Math.sqrt(variance) : Number.NaN;
}

export interface AutocorrelatedSharpeOptions extends SharpeOptions {
  /** Autocorrelations used, in periods. Default ⌊4 (n / 100)^(2/9)⌋, at most a year; Lo uses a whole year. */
  lags?: number;
}

export interface AutocorrelatedSharpe {
  /** Sharpe ratio per year, corrected for autocorrelation: S η(q). */
  readonly sharpe: number;
  /** The usual one, S √q. */
  readonly independent: number;
  /** η(q), q the periods per year (rounded). */
  readonly scale: number;
  readonly autocorrelations: Float64Array;
}

/**
 * Sharpe ratio per year when returns are autocorrelated (Lo 2002). Smoothed returns (positive autocorrelation) make
 * the usual √q too large. Missing returns are dropped first; `NaN` with fewer than two or constant returns.
 */
export function autocorrelatedSharpe(
  returns: Float64Array | ReturnsLike,
  options: AutocorrelatedSharpeOptions = {},
): AutocorrelatedSharpe {
  const who = "risk.autocorrelatedSharpe";
  checkKeys(who, options, [...SHARPE_OPTIONS, "lags"]);
  const { lags, ...conventions } = options;
  const { sharpe, n, periodsPerYear, excess = new Float64Array(0) } = estimateOf(who, returns, conventions);
  const q = Math.max(1, Math.round(periodsPerYear));
  const autocorrelations = autocorrelation(excess, Math.min(q - 1, lagsOf(who, lags, n)));
  const scale = sharpeScale(autocorrelations, q);
  return { sharpe: sharpe * scale, independent: sharpe * Math.sqrt(periodsPerYear), scale, autocorrelations };
}

/** ρ₁ … ρ_lags with divisor n in every autocovariance. */
function autocorrelation(values: Float64Array, lags: number): Float64Array {
  const center = mean(values);
  const of = (lag: number): number => {
    let total = 0;
    for (let i = lag; i < values.length; i++) total += (values[i] - center) * (values[i - lag] - center);
    return total;
  };
  const variance = of(0);
  return Float64Array.from({ length: lags }, (_, i) => of(i + 1) / variance);
}

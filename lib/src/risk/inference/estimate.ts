import { checkInteger, checkKeys, checkNumber, kurtosis, skewness } from "../../core/index.js";
import { meanOverStd } from "../kpis/ratios.js";
import { type ReturnsLike, sampleOf } from "../sample.js";

/** A Sharpe ratio that somebody reported, as plain numbers. */
export interface SharpeMoments {
  /** The Sharpe ratio: per year when `periodsPerYear` is given, else per period. */
  readonly sharpe: number;
  /** Number of returns that it was estimated from. */
  readonly n: number;
  /** Skewness of the returns. Default 0. */
  readonly skewness?: number;
  /** Kurtosis of the returns less 3. Default 0. (The papers print kurtosis, which is 3 for normal returns.) */
  readonly excessKurtosis?: number;
  /** Periods per year, in which every Sharpe ratio in and out is then annualised. Default 1: per period. */
  readonly periodsPerYear?: number;
}

/** A backtest, anything with returns, bare returns per period (fractions, `NaN` missing), or reported numbers. */
export type SharpeInput = Float64Array | ReturnsLike | SharpeMoments;

/** Conventions for returns; reported numbers carry their own and take none of these. */
export interface SharpeOptions {
  /** Risk-free return per period, a fraction. Default 0. */
  riskFree?: number;
  /** Periods per year. Default from the dates: 252 daily, 52 weekly, 12 monthly; without dates 252. */
  periodsPerYear?: number;
}

export const SHARPE_OPTIONS: readonly (keyof SharpeOptions)[] = ["riskFree", "periodsPerYear"];

/** What inference on a Sharpe ratio is computed from; everything per period. */
export interface SharpeEstimate {
  readonly sharpe: number;
  readonly n: number;
  readonly skewness: number;
  readonly excessKurtosis: number;
  readonly periodsPerYear: number;
  /** The present returns less the risk-free return; absent for reported numbers. */
  readonly excess: Float64Array | undefined;
  readonly name: string;
}

export function estimateOf(who: string, input: SharpeInput, options: SharpeOptions = {}): SharpeEstimate {
  if (!(input instanceof Float64Array) && "sharpe" in input) {
    checkKeys(who, options, []);
    return reported(who, input);
  }
  const sample = sampleOf(who, input, options);
  return estimateOfReturns(sample);
}

/** The estimate of checked returns. */
export function estimateOfReturns(sample: {
  readonly present: Float64Array;
  readonly riskFree: number;
  readonly periodsPerYear: number;
  readonly name: string;
}): SharpeEstimate {
  const { riskFree, periodsPerYear, name } = sample;
  const excess = sample.present.map((r) => r - riskFree);
  return {
    sharpe: meanOverStd(excess),
    n: excess.length,
    skewness: skewness(excess),
    excessKurtosis: kurtosis(excess),
    periodsPerYear,
    excess,
    name,
  };
}

const MOMENTS = ["sharpe", "n", "skewness", "excessKurtosis", "periodsPerYear"];

function reported(who: string, given: SharpeMoments): SharpeEstimate {
  checkKeys(who, given, MOMENTS);
  const { sharpe, n, skewness = 0, excessKurtosis = 0, periodsPerYear = 1 } = given;
  checkNumber(who, "sharpe", sharpe);
  checkNumber(who, "periodsPerYear", periodsPerYear, { min: Number.MIN_VALUE });
  return {
    sharpe: sharpe / Math.sqrt(periodsPerYear),
    n: checkInteger(who, "n", n, 2),
    skewness: checkNumber(who, "skewness", skewness),
    excessKurtosis: checkNumber(who, "excessKurtosis", excessKurtosis, { min: -2 }),
    periodsPerYear,
    excess: undefined,
    name: "",
  };
}

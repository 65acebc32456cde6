import { checkKeys, checkNumber, type Frequency, fail, type TimeIndex } from "../core/index.js";
import { drawdownEpisodes, type Episode } from "./episodes.js";

/** Returns with their dates, as a backtest gives them. Any object with these fields will do. */
export interface ReturnsLike {
  /** Simple returns per period, as fractions; `NaN` is missing. */
  readonly returns: Float64Array;
  /** One date per return. Without it dates and monthly returns are missing. */
  readonly time?: TimeIndex;
  readonly name?: string;
  /** Returns of a benchmark on the same dates, for alpha, beta and the information ratio. */
  readonly benchmark?: Float64Array;
}

export interface RiskOptions {
  /** Risk-free return per period, a fraction. Default 0. */
  riskFree?: number;
  /** Required return per period for Sortino and downside risk, a fraction. Default 0. */
  target?: number;
  /** Periods per year. Default from the frequency of the time index: 252 daily, 52 weekly, 12 monthly. */
  periodsPerYear?: number;
}

export const RISK_OPTIONS: readonly (keyof RiskOptions)[] = ["riskFree", "target", "periodsPerYear"];

/** Checked returns with every convention resolved: what a key figure is computed from. */
export interface ReturnSample {
  readonly returns: Float64Array;
  /** The returns that are not missing, in order. */
  readonly present: Float64Array;
  readonly time: TimeIndex | undefined;
  readonly name: string;
  readonly benchmark: Float64Array | undefined;
  readonly riskFree: number;
  readonly target: number;
  readonly periodsPerYear: number;
  /** Every drawdown from peak to recovery, in order of time. */
  readonly episodes: readonly Episode[];
}

const PERIODS_PER_YEAR: Readonly<Record<Frequency, number>> = {
  "1m": 252 * 390,
  "5m": 252 * 78,
  "15m": 252 * 26,
  "30m": 252 * 13,
  "1h": 252 * 6.5,
  "1d": 252,
  "1w": 52,
  "1mo": 12,
};

/** How many periods of a frequency make a year; intraday counts sessions of 6.5 hours. */
export function periodsPerYear(frequency: Frequency): number {
  return PERIODS_PER_YEAR[frequency];
}

/** Check returns and options once; everything inside the room computes on the result. */
export function sampleOf(who: string, input: Float64Array | ReturnsLike, options: RiskOptions): ReturnSample {
  checkKeys(who, options, RISK_OPTIONS);
  const given: ReturnsLike = input instanceof Float64Array ? { returns: input } : input;
  const { returns, time, benchmark } = given;
  if (!(returns instanceof Float64Array)) {
    fail(who, "returns must be a Float64Array of simple returns", { received: returns });
  }
  sameLength(who, "time", time, returns.length);
  sameLength(who, "benchmark", benchmark, returns.length);
  const infinite = returns.find((r) => r === Infinity || r === -Infinity);
  if (infinite !== undefined) fail(who, "returns must be finite or NaN", { received: infinite });
  const periods = options.periodsPerYear ?? periodsPerYear(time?.frequency ?? "1d");
  return {
    returns,
    present: returns.filter((r) => !Number.isNaN(r)),
    time,
    name: given.name ?? "",
    benchmark,
    riskFree: checkNumber(who, "riskFree", options.riskFree ?? 0),
    target: checkNumber(who, "target", options.target ?? 0),
    periodsPerYear: checkNumber(who, "periodsPerYear", periods, { min: Number.MIN_VALUE }),
    episodes: drawdownEpisodes(returns),
  };
}

function sameLength(
  who: string,
  name: string,
  given: { length: number } | undefined,
  expected: number,
): void {
  if (given !== undefined && given.length !== expected) {
    fail(who, `${name} must have one entry per return (${expected})`, { received: given.length });
  }
}

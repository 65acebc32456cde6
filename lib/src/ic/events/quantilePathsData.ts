import type { MeanInference } from "../meanInference.js";

/** The plain data of quantile paths. */
export interface QuantilePathsData {
  /** Name of the factor. */
  readonly factor: string;
  /** Name of the market, empty when it has none. */
  readonly market: string;
  /** First date with quantiles, `YYYY-MM-DD`. */
  readonly from: string;
  /** Last date with quantiles, `YYYY-MM-DD`. */
  readonly to: string;
  /** Sessions relative to the date of the factor: −before to after. */
  readonly days: Int32Array;
  /** Number of quantiles per date. */
  readonly quantiles: number;
  /** Whether the mean of all symbols of the date is taken off. */
  readonly demeaned: boolean;
  /** Per quantile (lowest first) and day: mean return from the date of the factor, a fraction; 0 on day 0. */
  readonly means: readonly Float64Array[];
  /** Per day: top minus bottom quantile with the tests of its mean, for a horizon of as many sessions. */
  readonly spread: readonly MeanInference[];
  /** Dates with quantiles. */
  readonly dates: number;
}

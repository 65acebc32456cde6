/** One coefficient of a regression over time. */
export interface RegressionTerm {
  /** `alpha`, or the name of the factor. */
  readonly name: string;
  /** Alpha: return per period, a fraction. A factor: its beta. */
  readonly estimate: number;
  /** Newey–West standard error, no small-sample correction. */
  readonly se: number;
  /** estimate / se. */
  readonly t: number;
  /** Two-sided p-value of t by the normal distribution (statsmodels'). */
  readonly pNormal: number;
  /** Two-sided p-value of the default test. */
  readonly p: number;
  /** 95 % interval of the default test. */
  readonly interval: readonly [low: number, high: number];
}

/** The plain data of a regression on factor returns. */
export interface FactorRegressionData {
  /** Name of the strategy, empty when it has none. */
  readonly name: string;
  /** Alpha first, then one per factor. */
  readonly terms: readonly RegressionTerm[];
  /** Share of the variance that the factors explain, 0 to 1. */
  readonly rSquared: number;
  /** One per used date. */
  readonly residuals: Float64Array;
  /** Autocovariance lags in the errors. */
  readonly lags: number;
  /** What alpha was annualised with. */
  readonly periodsPerYear: number;
  /** Column that was subtracted from the returns. */
  readonly riskFree: string | undefined;
  /** First and last used date. */
  readonly from: string;
  /** Last date used, `YYYY-MM-DD`. */
  readonly to: string;
  /** Dates with a return that the table does not have, or not completely. */
  readonly unmatched: number;
}

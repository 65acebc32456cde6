import { checkInteger, checkKeys, checkNumber, fail, neweyWest, normalP } from "../../core/index.js";
import { leastSquares } from "../regression/leastSquares.js";

export interface AlphaBetaOptions {
  /** Sessions that each return spans; annualises alpha. Default 1. */
  horizon?: number;
  /** Autocovariance lags of the errors. Default: horizon − 1 for overlapping returns, ⌊4 (n / 100)^(2/9)⌋ for horizon 1. */
  lags?: number;
  /** Sessions per year. Default 252. */
  sessionsPerYear?: number;
}

/** A regression of returns on the market's. */
export interface AlphaBeta {
  /** Return per period that the market does not explain, a fraction. */
  readonly alpha: number;
  /** The same compounded to a year: (1 + alpha)^(252 / horizon) − 1. */
  readonly alphaAnnual: number;
  readonly beta: number;
  /** Newey–West standard errors: Bartlett weights, no small-sample correction (statsmodels' HAC). */
  readonly alphaError: number;
  readonly betaError: number;
  readonly alphaT: number;
  /** Two-sided, normal distribution. */
  readonly alphaP: number;
  /** Share of the variance that the market explains. */
  readonly r2: number;
  /** Periods with both returns. */
  readonly n: number;
  readonly lags: number;
}

/**
 * Alpha and beta of returns against a market, by least squares with an intercept, as alphalens' `factor_alpha_beta`
 * annualises them; the errors are Newey–West's instead of those of independent returns. Periods in which either return
 * is missing are skipped. `NaN` with fewer than 3 periods or a market that does not vary.
 *
 * @param returns simple returns per period, fractions
 * @param market the market's over the same periods
 */
export function alphaBeta(
  returns: Float64Array,
  market: Float64Array,
  options: AlphaBetaOptions = {},
): AlphaBeta {
  const who = "ic.alphaBeta";
  checkKeys(who, options, ["horizon", "lags", "sessionsPerYear"]);
  if (returns.length !== market.length) {
    fail(who, `returns and market must be of one length, returns has ${returns.length}`, {
      received: market.length,
    });
  }
  const horizon = checkInteger(who, "horizon", options.horizon ?? 1, 1);
  const year = checkNumber(who, "sessionsPerYear", options.sessionsPerYear ?? 252, { min: 1 });
  const both = (_: number, i: number) => !Number.isNaN(returns[i]) && !Number.isNaN(market[i]);
  const y = returns.filter(both);
  const x = market.filter(both);
  const n = y.length;
  const usual = horizon > 1 ? horizon - 1 : Math.floor(4 * (n / 100) ** (2 / 9));
  const lags = checkInteger(who, "lags", options.lags ?? usual, 0);
  const fit = leastSquares(y, [x]);
  const [alpha, beta] = fit?.coefficients ?? [Number.NaN, Number.NaN];
  const errorOf = (k: number) => (fit ? neweyWest(fit.influence(k), lags).se : Number.NaN);
  const alphaError = errorOf(0);
  const alphaT = alpha / alphaError;
  return {
    alpha,
    alphaAnnual: (1 + alpha) ** (year / horizon) - 1,
    beta,
    alphaError,
    betaError: errorOf(1),
    alphaT,
    alphaP: normalP(alphaT),
    r2: fit?.rSquared ?? Number.NaN,
    n,
    lags,
  };
}

import { checkInteger } from "../errors.js";
import { mean } from "./moments.js";

export interface MeanTest {
  /** Mean of the present values. */
  readonly mean: number;
  /** Standard error of the mean. */
  readonly se: number;
  /** mean / se, for the hypothesis of a zero mean. */
  readonly t: number;
  /** Number of present values. */
  readonly n: number;
  /** Autocovariance lags used. */
  readonly lags: number;
}

/**
 * Mean of a series with Newey–West (1987) standard errors: Bartlett weights 1 − l/(L + 1), autocovariances with
 * divisor n, no small-sample correction. Equal to statsmodels' `OLS(x, 1).fit(cov_type="HAC", maxlags=L)`.
 *
 * Missing values are dropped first, so a lag counts present values. `NaN` with fewer than two values or when the
 * long-run variance is not positive.
 */
export function neweyWest(values: Float64Array, lags: number): MeanTest {
  checkInteger("core.neweyWest", "lags", lags, 0);
  const x = values.filter((value) => !Number.isNaN(value));
  const n = x.length;
  const center = mean(x);
  for (let i = 0; i < n; i++) x[i] -= center;
  let longRun = autocovariance(x, 0);
  for (let lag = 1; lag <= Math.min(lags, n - 1); lag++) {
    longRun += 2 * (1 - lag / (lags + 1)) * autocovariance(x, lag);
  }
  const se = n >= 2 && longRun > 0 ? Math.sqrt(longRun / n) : Number.NaN;
  return { mean: center, se, t: center / se, n, lags };
}

function autocovariance(centred: Float64Array, lag: number): number {
  let total = 0;
  for (let i = lag; i < centred.length; i++) total += centred[i] * centred[i - lag];
  return total / centred.length;
}

import { kurtosis, mean, neweyWest, skewness, std } from "../core/index.js";

/** What a series of one number per date says about its mean. */
export interface SeriesStats {
  /** Mean over the dates that have a value. */
  readonly mean: number;
  /** Sample standard deviation over dates (ddof 1). */
  readonly std: number;
  /** mean / std, per date, not annualised (as qlib and alphalens). */
  readonly ir: number;
  /** Newey–West standard error of the mean: Bartlett weights, `lags` lags, no small-sample correction (statsmodels HAC). */
  readonly se: number;
  /** mean / se: the t-statistic to read when forward returns overlap. */
  readonly t: number;
  /** Autocovariance lags in `se`: horizon − 1. */
  readonly lags: number;
  /** mean / (std / √dates), as if dates were independent (alphalens' t). Too large when returns overlap. */
  readonly tIid: number;
  /** 95 % interval of the mean: mean ± 1.96 se. */
  readonly interval: readonly [low: number, high: number];
  /** Share of dates with a value above zero. */
  readonly hitRate: number;
  /** Population skewness and excess kurtosis over dates (scipy's defaults). */
  readonly skewness: number;
  readonly kurtosis: number;
  /** Dates with a value. */
  readonly dates: number;
}

/** Normal quantile at 0.975. */
const Z975 = 1.959963984540054;

/** Statistics of a series of one value per date; missing dates are skipped, so a lag counts present dates. */
export function seriesStats(values: Float64Array, lags: number): SeriesStats {
  const test = neweyWest(values, lags);
  const center = mean(values);
  const spread = std(values);
  const varies = spread > 0;
  return {
    mean: center,
    std: spread,
    ir: varies ? center / spread : Number.NaN,
    se: test.se,
    t: test.t,
    lags,
    tIid: varies ? (center / spread) * Math.sqrt(test.n) : Number.NaN,
    interval: [center - Z975 * test.se, center + Z975 * test.se],
    hitRate: hitRate(values),
    skewness: skewness(values),
    kurtosis: kurtosis(values),
    dates: test.n,
  };
}

function hitRate(values: Float64Array): number {
  let hits = 0;
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    n++;
    if (values[i] > 0) hits++;
  }
  return n > 0 ? hits / n : Number.NaN;
}

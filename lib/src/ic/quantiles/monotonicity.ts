import { bootstrapMeans, checkInteger, checkKeys, mean, spearman } from "../../core/index.js";
import { column, type QuantileReturns } from "../quantileReturns.js";

export interface MonotonicityOptions {
  /** Mean length of a block in dates. Default: the horizon, or the cube root of the dates if that is longer. */
  block?: number;
  /** Number of resamples, at least 99. Default 999. */
  samples?: number;
  /** Seed of the resampling. Default 1. */
  seed?: number;
}

/** Do mean returns rise, or fall, from each quantile to the next? */
export interface Monotonicity {
  /** Rank correlation of quantile number and mean return: 1 when every step rises. A description, not a test. */
  readonly spearman: number;
  /** Mean return of each quantile less that of the one below, on the dates that have all quantiles. */
  readonly steps: Float64Array;
  /** Two directions of one test, see {@link monotonicity}; small p: every step goes that way. */
  readonly rising: MonotonicityTest;
  readonly falling: MonotonicityTest;
  /** Dates that have all quantiles. */
  readonly dates: number;
  readonly block: number;
  readonly samples: number;
}

export interface MonotonicityTest {
  /** The smallest step in the direction, in the unit of the returns. */
  readonly statistic: number;
  /** One-sided p-value against "not every step goes this way". */
  readonly p: number;
}

/**
 * The monotonic relation test of Patton & Timmermann (2010): the null is that at least one step is flat or goes the
 * other way, the statistic is the smallest step, and its distribution under the null of all steps zero comes from the
 * stationary bootstrap, which resamples whole dates. p is the share of resamples whose smallest step, each less its
 * mean, is at least as large: (1 + those) / (1 + samples).
 *
 * Rejecting needs every step; a large top minus bottom spread alone does not reject. With many quantiles the test has
 * little power. Not studentised.
 */
export function monotonicity(
  quantiles: Pick<QuantileReturns, "count" | "byDate" | "means">,
  horizon: number,
  options: MonotonicityOptions = {},
): Monotonicity {
  const who = "ic.monotonicity";
  checkKeys(who, options, ["block", "samples", "seed"]);
  const { samples = 999, seed = 1 } = options;
  const series = stepSeries(quantiles);
  const dates = series[0].length;
  const block = checkInteger(
    who,
    "block",
    options.block ?? Math.max(horizon, Math.ceil(Math.cbrt(dates))),
    1,
  );
  const steps = Float64Array.from(series, (values) => mean(values));
  // One seed and one length: every step is resampled on the same dates.
  const resampled = series.map((values) => bootstrapMeans(values, { block, samples, seed }));
  const order = Float64Array.from(quantiles.means, (_, q) => q);
  return {
    spearman: spearman(order, quantiles.means),
    steps,
    rising: test(steps, resampled, 1),
    falling: test(steps, resampled, -1),
    dates,
    block,
    samples,
  };
}

function test(steps: Float64Array, resampled: readonly Float64Array[], sign: 1 | -1): MonotonicityTest {
  const statistic = steps.reduce((least, step) => Math.min(least, sign * step), Infinity);
  if (Number.isNaN(statistic)) return { statistic, p: Number.NaN };
  const samples = resampled[0].length;
  let beyond = 0;
  for (let b = 0; b < samples; b++) {
    let least = Infinity;
    for (const means of resampled) least = Math.min(least, sign * means[b]);
    if (least >= statistic) beyond++;
  }
  return { statistic, p: (1 + beyond) / (1 + samples) };
}

/** Per pair of neighbours the daily difference, on the dates that have all quantiles. */
function stepSeries({ byDate, count }: Pick<QuantileReturns, "count" | "byDate">): Float64Array[] {
  const dates = byDate.length / count;
  const whole: number[] = [];
  for (let i = 0; i < dates; i++) {
    if (byDate.subarray(i * count, (i + 1) * count).every((value) => !Number.isNaN(value))) whole.push(i);
  }
  const of = (q: number) => {
    const values = column(byDate, q, count);
    return Float64Array.from(whole, (i) => values[i]);
  };
  return Array.from({ length: count - 1 }, (_, q) => {
    const low = of(q);
    return of(q + 1).map((value, i) => value - low[i]);
  });
}

import { mean } from "../../core/index.js";

/** What a pick that was best in the sample keeps of it: the line out = intercept + slope × in, by least squares. */
export interface PerformanceDegradation {
  readonly intercept: number;
  /** Below 0: the better a trial looked, the worse it did afterwards. */
  readonly slope: number;
  readonly rSquared: number;
}

/** Is picking the best trial better than picking one at random? Compared are the sorted statistics of all splits. */
export interface StochasticDominance {
  /** At every quantile the pick is at least as good as the average trial. */
  readonly firstOrder: boolean;
  /** The mean of its worst splits is at least as good, however many of them are taken. */
  readonly secondOrder: boolean;
  /** Share of the quantiles at which the pick is at least as good. */
  readonly share: number;
}

/** Share of the values for which something holds. */
export function share(values: Float64Array, holds: (value: number) => boolean): number {
  let n = 0;
  for (const value of values) if (holds(value)) n++;
  return n / values.length;
}

export function degradationOf(x: Float64Array, y: Float64Array): PerformanceDegradation {
  const centerX = mean(x);
  const centerY = mean(y);
  let sxx = 0;
  let syy = 0;
  let sxy = 0;
  for (let i = 0; i < x.length; i++) {
    sxx += (x[i] - centerX) ** 2;
    syy += (y[i] - centerY) ** 2;
    sxy += (x[i] - centerX) * (y[i] - centerY);
  }
  const slope = sxx > 0 ? sxy / sxx : Number.NaN;
  const rSquared = sxx > 0 && syy > 0 ? (sxy * sxy) / (sxx * syy) : Number.NaN;
  return { intercept: centerY - slope * centerX, slope, rSquared };
}

/** Both samples are of one size, so quantiles compare position by position. */
export function dominanceOf(pick: Float64Array, average: Float64Array): StochasticDominance {
  const ours = pick.slice().sort();
  const theirs = average.slice().sort();
  let better = 0;
  let ahead = 0;
  let secondOrder = true;
  for (let i = 0; i < ours.length; i++) {
    if (ours[i] >= theirs[i]) better++;
    ahead += ours[i] - theirs[i];
    if (ahead < 0) secondOrder = false;
  }
  return { firstOrder: better === ours.length, secondOrder, share: better / ours.length };
}

import { checkInteger, checkKeys, rollingMean, rollingMoments } from "../../core/index.js";

export interface RollingOptions {
  /** Dates in the trailing window, the current one included. Default 252. */
  window?: number;
  /** Dates with a value that a window needs. Default: half of the window. */
  min?: number;
}

/** A trailing mean of one value per date and how steady it was. */
export interface RollingIc {
  readonly window: number;
  /** Mean over the window that ends on each date; `NaN` before it holds `min` values. */
  readonly mean: Float64Array;
  /** mean / standard deviation (ddof 1) over the same window, not annualised. */
  readonly ir: Float64Array;
}

/** Trailing mean and IR of an IC. Overlapping windows move together: a path of them is no series of tests. */
export function rollingIc(values: Float64Array, options: RollingOptions = {}): RollingIc {
  const who = "ic.rolling";
  checkKeys(who, options, ["window", "min"]);
  const window = checkInteger(who, "window", options.window ?? 252, 2);
  const min = checkInteger(who, "min", options.min ?? Math.ceil(window / 2), 2);
  const center = rollingMean(values, 1, { window, min });
  const deviation = rollingMoments(values, 1, { window, min, kind: "std" });
  const ir = center.map((value, i) => (deviation[i] > 0 ? value / deviation[i] : Number.NaN));
  return { window, mean: center, ir };
}

import { checkInteger, checkNumber } from "../errors.js";
import type { EwmOptions } from "./ewm.js";

export interface EwmMomentOptions extends EwmOptions {
  readonly kind: "mean" | "std";
  /**
   * `true`: the weights of the values seen are (1 − alpha)^age, divided by their sum. `false` (default): the first
   * value keeps the whole weight of what would lie before it.
   */
  readonly adjust?: boolean;
}

/**
 * Exponentially weighted mean or sample standard deviation of each column of a row-major matrix. The same as pandas'
 * `ewm(alpha, adjust, ignore_na=True).mean()` and `.std(bias=False)`: the variance Σ w (x − m)² / Σ w is multiplied
 * by (Σ w)² / ((Σ w)² − Σ w²). A missing value is skipped, and the last result is carried over it.
 *
 * The mean is held as its distance from the newest value, so a large level costs no digits.
 */
export function ewmMoments(
  source: Float64Array,
  columns: number,
  options: EwmMomentOptions,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const who = `core.ewm.${options.kind}`;
  const alpha = checkNumber(who, "alpha", options.alpha, { min: Number.MIN_VALUE, max: 1 });
  const min = checkInteger(who, "min", options.min ?? 1, 1);
  const { kind, adjust = false } = options;
  const keep = 1 - alpha;
  const added = adjust ? 1 : alpha;
  const seen = new Int32Array(columns);
  const last = new Float64Array(columns);
  const distance = new Float64Array(columns); // mean − last
  const variance = new Float64Array(columns);
  const weight = new Float64Array(columns).fill(1);
  const squared = new Float64Array(columns).fill(1); // sum of squared weights
  for (let base = 0; base < source.length; base += columns) {
    for (let j = 0; j < columns; j++) {
      const value = source[base + j];
      if (Number.isFinite(value)) {
        if (seen[j]++ > 0) {
          const total = keep * weight[j] + added;
          const share = added / total;
          const gap = value - last[j] - distance[j];
          distance[j] = (share - 1) * gap;
          variance[j] = (1 - share) * (variance[j] + share * gap * gap);
          squared[j] = keep * keep * squared[j] + added * added;
          weight[j] = total;
        }
        last[j] = value;
      }
      let result = last[j] + distance[j];
      if (kind === "std") {
        const free = weight[j] * weight[j] - squared[j];
        result = free > 0 ? Math.sqrt((variance[j] * (weight[j] * weight[j])) / free) : Number.NaN;
      }
      target[base + j] = seen[j] < min ? Number.NaN : result;
    }
  }
  return target;
}

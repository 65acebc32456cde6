import { checkInteger, checkNumber } from "../errors.js";
import type { EwmOptions } from "./ewm.js";
import { inRows } from "./simd/inRows.js";

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
  return inRows(
    {
      source,
      columns,
      state: 6,
      run: (kernels, rows) => kernels.ewmMoments(...rows, min, alpha, adjust ? 1 : alpha, kind === "std"),
    },
    target,
  );
}

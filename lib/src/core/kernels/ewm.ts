import { checkInteger, checkNumber } from "../errors.js";
import { inRows } from "./simd/inRows.js";

export interface EwmOptions {
  /** Weight of the newest value, in (0, 1]. */
  readonly alpha: number;
  /** Present values needed for a result. Default 1. */
  readonly min?: number;
}

/**
 * Exponentially weighted mean of each column of a row-major matrix: m[t] = (1 − alpha) m[t−1] + alpha x[t], started
 * at the first present value. The same as pandas' `ewm(alpha, adjust=False, ignore_na=True).mean()`: a missing
 * value is skipped, and the last mean is carried over it.
 */
export function ewmMean(
  source: Float64Array,
  columns: number,
  options: EwmOptions,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const alpha = checkNumber("core.ewmMean", "alpha", options.alpha, { min: Number.MIN_VALUE, max: 1 });
  const min = checkInteger("core.ewmMean", "min", options.min ?? 1, 1);
  return inRows(
    {
      source,
      columns,
      state: 2,
      run: (kernels, rows) => kernels.ewmMean(...rows, min, alpha),
    },
    target,
  );
}

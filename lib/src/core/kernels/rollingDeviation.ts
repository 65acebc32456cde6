import { inBlocks } from "./simd/inBlocks.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Trailing mean absolute deviation of each column of a row-major matrix: the mean of |x − mean| over the window.
 * Missing and infinite values are skipped; fewer than `min` present values give `NaN`.
 *
 * Two passes over each window, measured from its newest value: the mean moves with every row, so the deviations have
 * to be added anew, O(window) per value.
 */
export function rollingDeviation(
  source: Float64Array,
  columns: number,
  options: Window,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingDeviation", options);
  return inBlocks(
    {
      inputs: [source],
      columns,
      window,
      state: { tables: 1, rows: 1 },
      run: (kernels, block) => kernels.deviation(...block, min),
    },
    target,
  );
}

import { inBlocks } from "./simd/inBlocks.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Trailing product of each column of a row-major matrix, by suffixes and prefixes of blocks as in `rollingSum`:
 * nothing is ever divided out, so a zero leaves no trace once it has left the window. O(1) per value.
 * Missing and infinite values are skipped; fewer than `min` present values, or a product too large, give `NaN`.
 */
export function rollingProduct(
  source: Float64Array,
  columns: number,
  options: Window,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingProduct", options);
  return inBlocks(
    {
      inputs: [source],
      columns,
      window,
      state: { tables: 2, rows: 2 },
      run: (kernels, block) => kernels.product(...block, min),
    },
    target,
  );
}

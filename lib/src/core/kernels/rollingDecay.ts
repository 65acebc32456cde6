import { inBlocks } from "./simd/inBlocks.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Linearly decaying weighted mean of each column of a row-major matrix: today weighs `window`, the oldest row 1.
 * Missing and infinite values are left out with their weights; fewer than `min` present values give `NaN`.
 *
 * Blocks as in `rollingSum`. The weighted sum of a block's tail is the sum of its suffix sums, that of its head
 * (window − 1 − k) Σ x + Σ (i + 1) x over i ≤ k: nothing is subtracted, O(1) per value.
 */
export function rollingDecay(
  source: Float64Array,
  columns: number,
  options: Window,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingDecay", options);
  return inBlocks(
    {
      inputs: [source],
      columns,
      window,
      state: { tables: 3, rows: 5 },
      run: (kernels, block) => kernels.decay(...block, min, window),
    },
    target,
  );
}

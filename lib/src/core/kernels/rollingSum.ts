import { inBlocks } from "./simd/inBlocks.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Trailing sum or mean of each column of a row-major matrix.
 *
 * A window is the suffix of one block of rows plus the prefix of the next (van Herk 1992; Gil & Werman 1993), so
 * nothing is ever subtracted: O(1) per value, and a large value leaves no trace once it has left the window.
 * Missing and infinite values are skipped; fewer than `min` present values give `NaN`.
 * The loop is lib/assembly/sum.ts, as are those of the other rolling kernels: compiled, two columns at a time.
 */
export function rollingSum(
  source: Float64Array,
  columns: number,
  options: Window & { mean?: boolean },
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { mean = false } = options;
  const { window, min } = checkWindow(mean ? "core.rollingMean" : "core.rollingSum", options);
  return inBlocks(
    {
      inputs: [source],
      columns,
      window,
      state: { tables: 0, rows: 0, strips: 2 },
      looksBack: true,
      run: (kernels, block, _, older) => kernels.sum(...block, older, min, mean ? 1 : 0),
    },
    target,
  );
}

/** Trailing mean, see {@link rollingSum}. */
export function rollingMean(
  source: Float64Array,
  columns: number,
  options: Window,
  target?: Float64Array,
): Float64Array {
  return rollingSum(source, columns, { ...options, mean: true }, target);
}

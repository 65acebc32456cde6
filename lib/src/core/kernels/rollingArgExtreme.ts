import { inBlocks } from "./simd/inBlocks.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Rows since the largest or smallest value of the trailing window of each column: 0 when it is today's, at most
 * `window` − 1. Of equal extremes the oldest counts, as in numpy's `argmax`. Missing and infinite values are skipped
 * but their rows count; fewer than `min` present values give `NaN`.
 *
 * By suffixes and prefixes of blocks as in `rollingSum`, with the rows of their extremes beside them: O(1) per value.
 */
export function rollingArgExtreme(
  source: Float64Array,
  columns: number,
  options: Window & { kind: "max" | "min" },
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { kind } = options;
  const { window, min } = checkWindow(`core.rollingArg${kind === "max" ? "Max" : "Min"}`, options);
  return inBlocks(
    {
      inputs: [source],
      columns,
      window,
      state: { tables: 3, rows: 3 },
      run: (kernels, block) => kernels.argExtreme(...block, min, kind === "max" ? 1 : -1),
    },
    target,
  );
}

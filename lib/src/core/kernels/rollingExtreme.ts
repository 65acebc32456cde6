import { inBlocks } from "./simd/inBlocks.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Trailing maximum or minimum of each column of a row-major matrix, by suffixes and prefixes of blocks as in
 * `rollingSum`: O(1) per value. Missing and infinite values are skipped; fewer than `min` present values give `NaN`.
 */
export function rollingExtreme(
  source: Float64Array,
  columns: number,
  options: Window & { kind: "max" | "min" },
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { kind } = options;
  const { window, min } = checkWindow(`core.rolling${kind === "max" ? "Max" : "Min"}`, options);
  return inBlocks(
    {
      inputs: [source],
      columns,
      window,
      state: { tables: 2, rows: 2 },
      run: (kernels, block) => kernels.extreme(...block, min, kind === "max" ? 1 : -1),
    },
    target,
  );
}

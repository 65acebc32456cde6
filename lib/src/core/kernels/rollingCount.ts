import { inBlocks } from "./simd/inBlocks.js";
import { checkWindow, type Window } from "./window.js";

/**
 * How many values of the trailing window are present, for each column of a row-major matrix. Infinite values are
 * missing; fewer than `min` (default 1) present values give `NaN`.
 */
export function rollingCount(
  source: Float64Array,
  columns: number,
  options: Window,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingCount", { ...options, min: options.min ?? 1 });
  return inBlocks(
    {
      inputs: [source],
      columns,
      window,
      state: { tables: 0, rows: 0, strips: 2 },
      looksBack: true,
      run: (kernels, block, _, older) => kernels.sum(...block, older, min, COUNT),
    },
    target,
  );
}

/** The sum kernel's number for a count. */
const COUNT = 2;

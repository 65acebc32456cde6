import { inBlocks } from "./simd/inBlocks.js";
import { checkWindow, type Window } from "./window.js";

/** Bias-corrected sample skewness G1, or bias-corrected excess kurtosis G2. */
export type ShapeKind = "skew" | "kurt";

/**
 * Trailing skewness or excess kurtosis of each column of a row-major matrix, corrected for bias as pandas, SAS and
 * Excel have it (Joanes & Gill 1998): with central sums M2, M3, M4 of n values,
 * G1 = n √(n − 1) / (n − 2) · M3 / M2^1.5 and G2 = (n − 1) / ((n − 2)(n − 3)) · ((n + 1) n M4 / M2² − 3 (n − 1)).
 * Missing and infinite values are skipped; fewer than `min` present values (or 3, 4) give `NaN`, as do values that do
 * not vary.
 *
 * Blocks as in `rollingMoments`, holding sums of powers measured from one value of the window, so that no sum is much
 * larger than its central counterpart. O(1) per value.
 */
export function rollingShape(
  source: Float64Array,
  columns: number,
  options: Window & { kind: ShapeKind },
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow(`core.rolling.${options.kind}`, options);
  const kurt = options.kind === "kurt";
  const least = Math.max(min, kurt ? 4 : 3);
  return inBlocks(
    {
      inputs: [source],
      columns,
      window,
      state: { tables: 2, rows: 1, strips: 5 },
      run: (kernels, block) => kernels.moments(...block, least, 0, kurt ? 4 : 3),
    },
    target,
  );
}

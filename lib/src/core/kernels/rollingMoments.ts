import { checkInteger } from "../errors.js";
import { inBlocks } from "./simd/inBlocks.js";
import { checkWindow, type Window } from "./window.js";

/** What is computed from the two moments of a window. */
export type MomentKind = "variance" | "std" | "zscore";

export interface RollingMomentsOptions extends Window {
  readonly kind: MomentKind;
  /** Delta degrees of freedom: 1 (default) for the sample, 0 for the population variance. */
  readonly ddof?: number;
}

/**
 * Trailing variance, standard deviation or z-score of each column of a row-major matrix.
 *
 * Blocks as in `rollingSum`, holding sums of squares measured from one value of the window, so Σ (x − origin)² is at
 * most n + 1 times Σ (x − mean)²: 1e9 plus small noise keeps its digits, a constant stretch is exactly 0, and no value
 * costs a division but the result's. That value is the first one of the newer block, once it lies in the window.
 * Missing and infinite values are skipped; fewer than `min` (or `ddof` + 1) present values give `NaN`.
 * A z-score is (value − mean) / std; `NaN` where the window does not vary.
 */
export function rollingMoments(
  source: Float64Array,
  columns: number,
  options: RollingMomentsOptions,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow(`core.rolling.${options.kind}`, options);
  const ddof = checkInteger(`core.rolling.${options.kind}`, "ddof", options.ddof ?? 1, 0);
  return inBlocks(
    {
      inputs: [source],
      columns,
      window,
      state: { tables: 2, rows: 1, strips: 5 },
      run: (kernels, block) =>
        kernels.moments(...block, Math.max(min, ddof + 1), ddof, KINDS.indexOf(options.kind)),
    },
    target,
  );
}

/** In the order of the kernel's numbers. */
const KINDS: readonly MomentKind[] = ["variance", "std", "zscore"];

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
 * Blocks carry (count, mean, sum of squared deviations): values are added by Welford's update, the suffix of one
 * block and the prefix of the next are joined by the parallel formula of Chan, Golub & LeVeque (1983). Nothing is
 * subtracted from a running sum, and each block measures from a value of its own, so 1e9 plus small noise keeps its
 * digits and a constant stretch is exactly 0.
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
      state: { tables: 3, rows: 5 },
      run: (kernels, block) => kernels.moments(...block, min, ddof, KINDS.indexOf(options.kind)),
    },
    target,
  );
}

/** In the order of the kernel's numbers. */
const KINDS: readonly MomentKind[] = ["variance", "std", "zscore"];

import { inBlocks } from "./simd/inBlocks.js";
import { checkWindow, type Window } from "./window.js";

/** What is computed from the co-moments of two series in a window. */
export type PairKind = "corr" | "cov" | "beta";

/**
 * Trailing correlation, sample covariance (ddof 1) or regression slope of `y` on `x`, column by column of two
 * row-major matrices. Only rows in which both are present count; fewer than `min` (or 2) pairs give `NaN`, as
 * does a side that does not vary (for `beta`: `x`), unless `flat` is given.
 *
 * Co-moments are kept per block and joined as in `rollingMoments` (Chan, Golub & LeVeque 1983; values measured from
 * one of their own block): stable, O(1) per value.
 */
export function rollingPair(
  y: Float64Array,
  x: Float64Array,
  columns: number,
  options: Window & {
    kind: PairKind;
    /** Stands where enough pairs are present and a side does not vary. Default: `NaN`. */
    flat?: number;
    target?: Float64Array;
  },
): Float64Array {
  const { window, min } = checkWindow(`core.rolling.${options.kind}`, options);
  const target = options.target ?? new Float64Array(y.length);
  const { flat = Number.NaN } = options;
  const kind = KINDS.indexOf(options.kind);
  return inBlocks(
    {
      inputs: [x, y],
      columns,
      window,
      state: { tables: 6, rows: 2, strips: 1 },
      run: (kernels, block, [addressOfX]) => kernels.pair(addressOfX, ...block, min, kind, flat),
    },
    target,
  );
}

/** In the order of the kernel's numbers. */
const KINDS: readonly PairKind[] = ["corr", "cov", "beta"];

import { inBlocks } from "./simd/inBlocks.js";
import { checkWindow, type Window } from "./window.js";

/** What is computed from the least-squares line y = a + b x of a window; `residual` is that of its last row. */
export type RegressionKind = "slope" | "intercept" | "rsquare" | "residual";

/**
 * Trailing least-squares regression of each column of `y` on the same column of `x`, or, when `x` is `"time"`, on
 * 1 … `window` (oldest row to today). Only rows in which both are present count; fewer than `min` (or 2) of them
 * give `NaN`, as does an `x` that does not vary, for `rsquare` a `y` that does not vary, and for `residual` a
 * missing value today. R² is the squared correlation, in [0, 1].
 *
 * Blocks as in `rollingSum`, holding sums of powers measured from a value of the block itself. Since that value
 * lies inside the window, Σ (x − origin)² is at most n + 1 times Σ (x − mean)²: 1e9 plus small noise keeps its
 * digits, and a constant stretch is exactly 0. O(1) per value.
 */
export function rollingRegression(
  y: Float64Array,
  x: Float64Array | "time",
  columns: number,
  options: Window & { kind: RegressionKind; target?: Float64Array },
): Float64Array {
  const { window, min } = checkWindow(`core.rolling.${options.kind}`, options);
  const target = options.target ?? new Float64Array(y.length);
  const kind = KINDS.indexOf(options.kind);
  const inTime = x === "time";
  let start = 0;
  return inBlocks(
    {
      inputs: inTime ? [y] : [x, y],
      columns,
      window,
      state: { tables: 6, rows: 10 + Math.ceil((2 * window) / columns) },
      run: (kernels, block, [addressOfX]) => {
        kernels.line(inTime ? 0 : addressOfX, ...block, Math.max(min, 2), kind, start, window);
        start += block[3];
      },
    },
    target,
  );
}

/** In the order of the kernel's numbers. */
const KINDS: readonly RegressionKind[] = ["slope", "intercept", "rsquare", "residual"];

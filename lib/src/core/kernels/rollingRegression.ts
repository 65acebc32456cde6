import { eachSeries, eachSeriesPair } from "./eachSeries.js";
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
  const line = new TrailingLine(window, Math.max(min, 2), options.kind);
  if (x === "time") {
    const rows = Float64Array.from({ length: y.length / columns }, (_, row) => row);
    eachSeries(y, columns, target, (series, out) => line.run(series, rows, out, true));
  } else {
    eachSeriesPair([y, x], columns, target, (series, other, out) => line.run(series, other, out, false));
  }
  return target;
}

class TrailingLine {
  private readonly n: Int32Array;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly xx: Float64Array;
  private readonly yy: Float64Array;
  private readonly xy: Float64Array;
  private originX = 0;
  private originY = 0;

  constructor(
    private readonly window: number,
    private readonly min: number,
    private readonly kind: RegressionKind,
  ) {
    this.n = new Int32Array(window + 1);
    this.x = new Float64Array(window + 1);
    this.y = new Float64Array(window + 1);
    this.xx = new Float64Array(window + 1);
    this.yy = new Float64Array(window + 1);
    this.xy = new Float64Array(window + 1);
  }

  /** `inTime`: `xs` are row numbers, and the intercept is the line's height one row before the window. */
  run(ys: Float64Array, xs: Float64Array, out: Float64Array, inTime: boolean): void {
    const { window, min, kind, n, x, y, xx, yy, xy } = this;
    for (const sums of [n, x, y, xx, yy, xy]) sums.fill(0);
    for (let start = 0; start < ys.length; start += window) {
      if (start > 0) this.sumTails(ys, xs, start - window);
      const { originX, originY } = this;
      let fromX = 0;
      let fromY = 0;
      let count = 0;
      let sumX = 0;
      let sumY = 0;
      let sumXX = 0;
      let sumYY = 0;
      let sumXY = 0;
      const end = Math.min(start + window, ys.length);
      for (let row = start; row < end; row++) {
        const today = !Number.isNaN(ys[row] + xs[row]);
        if (today) {
          if (count++ === 0) {
            fromX = xs[row];
            fromY = ys[row];
          }
          const a = xs[row] - fromX;
          const b = ys[row] - fromY;
          sumX += a;
          sumY += b;
          sumXX += a * a;
          sumYY += b * b;
          sumXY += a * b;
        }
        const k = row - start + 1;
        const all = n[k] + count;
        if (all < min || (kind === "residual" && !today)) {
          out[row] = Number.NaN;
          continue;
        }
        // All sums from one origin: the older block's, or the newer one's when the older is empty.
        const gx = n[k] > 0 && count > 0 ? fromX - originX : 0;
        const gy = n[k] > 0 && count > 0 ? fromY - originY : 0;
        const meanX = (x[k] + sumX + count * gx) / all;
        const meanY = (y[k] + sumY + count * gy) / all;
        const sxx = xx[k] + sumXX + gx * (2 * sumX + count * gx) - all * meanX * meanX;
        const sxy = xy[k] + sumXY + gx * (sumY + count * gy) + gy * sumX - all * meanX * meanY;
        if (!(sxx > 0)) {
          out[row] = Number.NaN;
          continue;
        }
        const slope = sxy / sxx;
        let result = slope;
        if (kind === "rsquare") {
          const syy = yy[k] + sumYY + gy * (2 * sumY + count * gy) - all * meanY * meanY;
          result = syy > 0 ? Math.min(1, (sxy / sxx) * (sxy / syy)) : Number.NaN;
        } else if (kind === "residual") {
          const x0 = n[k] > 0 ? originX : fromX;
          const y0 = n[k] > 0 ? originY : fromY;
          result = ys[row] - y0 - meanY - slope * (xs[row] - x0 - meanX);
        } else if (kind === "intercept") {
          const x0 = n[k] > 0 ? originX : fromX;
          const y0 = n[k] > 0 ? originY : fromY;
          const zero = inTime ? row - window : 0;
          result = y0 + (meanY - slope * (x0 - zero + meanX));
        }
        out[row] = result - result === 0 ? result : Number.NaN;
      }
    }
  }

  /** For each offset k of the block at `start`, the sums over its rows k … window − 1. */
  private sumTails(ys: Float64Array, xs: Float64Array, start: number): void {
    const { window, n, x, y, xx, yy, xy } = this;
    let { originX, originY } = this;
    for (let k = window - 1; k >= 1; k--) {
      const a0 = xs[start + k];
      const b0 = ys[start + k];
      const present = !Number.isNaN(a0 + b0);
      n[k] = n[k + 1] + (present ? 1 : 0);
      if (present && n[k] === 1) {
        originX = a0;
        originY = b0;
      }
      const a = present ? a0 - originX : 0;
      const b = present ? b0 - originY : 0;
      x[k] = x[k + 1] + a;
      y[k] = y[k + 1] + b;
      xx[k] = xx[k + 1] + a * a;
      yy[k] = yy[k + 1] + b * b;
      xy[k] = xy[k + 1] + a * b;
    }
    this.originX = originX;
    this.originY = originY;
  }
}

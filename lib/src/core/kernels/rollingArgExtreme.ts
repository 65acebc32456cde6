import { eachSeries } from "./eachSeries.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Rows since the largest or smallest value of the trailing window of each column: 0 when it is today's, at most
 * `window` − 1. Of equal extremes the oldest counts, as in numpy's `argmax`. Missing and infinite values are skipped
 * but their rows count; fewer than `min` present values give `NaN`.
 *
 * A queue holds the rows that can still become the extreme, best first: O(1) per value on average.
 */
export function rollingArgExtreme(
  source: Float64Array,
  columns: number,
  options: Window & { kind: "max" | "min" },
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow(`core.rollingArg${options.kind === "max" ? "Max" : "Min"}`, options);
  const sign = options.kind === "max" ? 1 : -1;
  const queue = new Int32Array(source.length / columns);
  eachSeries(source, columns, target, (series, out) => {
    let head = 0;
    let end = 0;
    let present = 0;
    for (let row = 0; row < series.length; row++) {
      if (head < end && queue[head] <= row - window) head++;
      if (row >= window && !Number.isNaN(series[row - window])) present--;
      const value = series[row] * sign;
      if (!Number.isNaN(value)) {
        present++;
        while (end > head && series[queue[end - 1]] * sign < value) end--;
        queue[end++] = row;
      }
      out[row] = present < min ? Number.NaN : row - queue[head];
    }
  });
  return target;
}

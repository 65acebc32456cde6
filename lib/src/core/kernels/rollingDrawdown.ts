import { eachSeries } from "./eachSeries.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Deepest fall from a peak to a later low inside the trailing window of each column of a row-major matrix of prices:
 * the smallest x[j] / x[i] − 1 over i ≤ j, a fraction in (−1, 0]. Missing, infinite and non-positive values are
 * skipped; fewer than `min` present values give `NaN`.
 *
 * Blocks as in `rollingSum`: a fall lies in the tail, in the head, or leads from the tail's peak to the head's low.
 */
export function rollingDrawdown(
  source: Float64Array,
  columns: number,
  options: Window,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingDrawdown", options);
  const tailCount = new Int32Array(window + 1);
  const tailPeak = new Float64Array(window + 1);
  const tailFall = new Float64Array(window + 1);
  eachSeries(source, columns, target, (series, out) => {
    tailCount.fill(0);
    tailPeak.fill(0);
    tailFall.fill(1);
    for (let start = 0; start < series.length; start += window) {
      let tailLow = Infinity;
      for (let k = window - 1; k >= 1 && start > 0; k--) {
        const value = series[start - window + k];
        const present = value > 0;
        if (present && value < tailLow) tailLow = value;
        tailCount[k] = tailCount[k + 1] + (present ? 1 : 0);
        tailPeak[k] = present && value > tailPeak[k + 1] ? value : tailPeak[k + 1];
        tailFall[k] = present ? Math.min(tailFall[k + 1], tailLow / value) : tailFall[k + 1];
      }
      let count = 0;
      let peak = 0;
      let low = Infinity;
      let fall = 1;
      const end = Math.min(start + window, series.length);
      for (let row = start; row < end; row++) {
        const value = series[row];
        if (value > 0) {
          count++;
          if (value > peak) peak = value;
          if (value < low) low = value;
          fall = Math.min(fall, value / peak);
        }
        const k = row - start + 1;
        const across = tailCount[k] > 0 && count > 0 ? low / tailPeak[k] : 1;
        const deepest = Math.min(across, fall, tailFall[k]) - 1;
        out[row] = tailCount[k] + count < min ? Number.NaN : deepest;
      }
    }
  });
  return target;
}

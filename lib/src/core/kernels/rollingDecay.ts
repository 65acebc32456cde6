import { eachSeries } from "./eachSeries.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Linearly decaying weighted mean of each column of a row-major matrix: today weighs `window`, the oldest row 1.
 * Missing and infinite values are left out with their weights; fewer than `min` present values give `NaN`.
 *
 * Blocks as in `rollingSum`. The weighted sum of a block's tail is the sum of its suffix sums, that of its head
 * (window − 1 − k) Σ x + Σ (i + 1) x over i ≤ k: nothing is subtracted, O(1) per value.
 */
export function rollingDecay(
  source: Float64Array,
  columns: number,
  options: Window,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingDecay", options);
  const tailSum = new Float64Array(window + 1);
  const tailWeight = new Float64Array(window + 1);
  const tailCount = new Int32Array(window + 1);
  eachSeries(source, columns, target, (series, out) => {
    tailSum.fill(0);
    tailWeight.fill(0);
    tailCount.fill(0);
    for (let start = 0; start < series.length; start += window) {
      let plain = 0;
      for (let k = window - 1; k >= 1 && start > 0; k--) {
        const value = series[start - window + k];
        const present = !Number.isNaN(value);
        if (present) plain += value;
        tailCount[k] = tailCount[k + 1] + (present ? 1 : 0);
        tailSum[k] = tailSum[k + 1] + plain;
        tailWeight[k] = tailWeight[k + 1] + tailCount[k];
      }
      let count = 0;
      let sum = 0;
      let placedSum = 0;
      let places = 0;
      const end = Math.min(start + window, series.length);
      for (let row = start; row < end; row++) {
        const k = row - start;
        const value = series[row];
        if (!Number.isNaN(value)) {
          count++;
          sum += value;
          placedSum += (k + 1) * value;
          places += k + 1;
        }
        const older = window - 1 - k;
        const weighted = tailSum[k + 1] + older * sum + placedSum;
        const weight = tailWeight[k + 1] + older * count + places;
        out[row] = tailCount[k + 1] + count < min ? Number.NaN : weighted / weight;
      }
    }
  });
  return target;
}

import { checkWindow, type Window } from "./window.js";

/**
 * Trailing sum or mean of each column of a row-major matrix.
 *
 * A window is the suffix of one block of rows plus the prefix of the next (van Herk 1992; Gil & Werman 1993), so
 * nothing is ever subtracted: O(1) per value, and a large value leaves no trace once it has left the window.
 * Missing and infinite values are skipped; fewer than `min` present values give `NaN`.
 */
export function rollingSum(
  source: Float64Array,
  columns: number,
  options: Window & { mean?: boolean },
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow(options.mean ? "core.rollingMean" : "core.rollingSum", options);
  const rows = source.length / columns;
  const suffixSum = new Float64Array((window + 1) * columns);
  const suffixCount = new Int32Array((window + 1) * columns);
  const prefixSum = new Float64Array(columns);
  const prefixCount = new Int32Array(columns);
  for (let start = 0; start < rows; start += window) {
    if (start > 0) sumSuffixes(source, { start, window, columns }, suffixSum, suffixCount);
    prefixSum.fill(0);
    prefixCount.fill(0);
    const end = Math.min(start + window, rows);
    for (let row = start; row < end; row++) {
      const base = row * columns;
      const tail = (row - start + 1) * columns;
      for (let j = 0; j < columns; j++) {
        const value = source[base + j];
        if (Number.isFinite(value)) {
          prefixSum[j] += value;
          prefixCount[j]++;
        }
        const n = suffixCount[tail + j] + prefixCount[j];
        const sum = suffixSum[tail + j] + prefixSum[j];
        target[base + j] = n < min ? Number.NaN : options.mean ? sum / n : sum;
      }
    }
  }
  return target;
}

/** Trailing mean, see {@link rollingSum}. */
export function rollingMean(
  source: Float64Array,
  columns: number,
  options: Window,
  target?: Float64Array,
): Float64Array {
  return rollingSum(source, columns, { ...options, mean: true }, target);
}

/** For each offset k of the block before `start`, the sum and count of its rows k … window − 1. */
function sumSuffixes(
  source: Float64Array,
  { start, window, columns }: { start: number; window: number; columns: number },
  sums: Float64Array,
  counts: Int32Array,
): void {
  for (let k = window - 1; k >= 1; k--) {
    const base = (start - window + k) * columns;
    const here = k * columns;
    const next = here + columns;
    for (let j = 0; j < columns; j++) {
      const value = source[base + j];
      const present = Number.isFinite(value);
      sums[here + j] = present ? sums[next + j] + value : sums[next + j];
      counts[here + j] = counts[next + j] + (present ? 1 : 0);
    }
  }
}

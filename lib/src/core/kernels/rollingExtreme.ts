import { checkWindow, type Window } from "./window.js";

/**
 * Trailing maximum or minimum of each column of a row-major matrix, by suffixes and prefixes of blocks as in
 * `rollingSum`: O(1) per value. Missing and infinite values are skipped; fewer than `min` present values give `NaN`.
 */
export function rollingExtreme(
  source: Float64Array,
  columns: number,
  options: Window & { kind: "max" | "min" },
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow(`core.rolling${options.kind === "max" ? "Max" : "Min"}`, options);
  const rows = source.length / columns;
  // A minimum is the negated maximum of the negated values: one comparison, one loop.
  const sign = options.kind === "max" ? 1 : -1;
  const suffix = new Float64Array((window + 1) * columns).fill(-Infinity);
  const suffixCount = new Int32Array((window + 1) * columns);
  const prefix = new Float64Array(columns);
  const prefixCount = new Int32Array(columns);
  for (let start = 0; start < rows; start += window) {
    for (let k = window - 1; k >= 1 && start > 0; k--) {
      const base = (start - window + k) * columns;
      for (let j = 0; j < columns; j++) {
        const here = k * columns + j;
        const value = source[base + j] * sign;
        const present = Number.isFinite(value);
        suffix[here] = present && value > suffix[here + columns] ? value : suffix[here + columns];
        suffixCount[here] = suffixCount[here + columns] + (present ? 1 : 0);
      }
    }
    prefix.fill(-Infinity);
    prefixCount.fill(0);
    const end = Math.min(start + window, rows);
    for (let row = start; row < end; row++) {
      const base = row * columns;
      const tail = (row - start + 1) * columns;
      for (let j = 0; j < columns; j++) {
        const value = source[base + j] * sign;
        if (Number.isFinite(value)) {
          if (value > prefix[j]) prefix[j] = value;
          prefixCount[j]++;
        }
        const best = Math.max(suffix[tail + j], prefix[j]);
        target[base + j] = suffixCount[tail + j] + prefixCount[j] < min ? Number.NaN : best * sign;
      }
    }
  }
  return target;
}

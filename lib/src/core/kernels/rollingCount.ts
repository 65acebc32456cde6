import { checkWindow, type Window } from "./window.js";

/**
 * How many values of the trailing window are present, for each column of a row-major matrix. Infinite values are
 * missing; fewer than `min` (default 1) present values give `NaN`.
 */
export function rollingCount(
  source: Float64Array,
  columns: number,
  options: Window,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingCount", { ...options, min: options.min ?? 1 });
  const present = new Int32Array(columns);
  const distance = window * columns;
  for (let base = 0; base < source.length; base += columns) {
    for (let j = 0; j < columns; j++) {
      const at = base + j;
      let n = present[j];
      if (Number.isFinite(source[at])) n++;
      if (at >= distance && Number.isFinite(source[at - distance])) n--;
      present[j] = n;
      target[at] = n < min ? Number.NaN : n;
    }
  }
  return target;
}

import { eachSeries } from "./eachSeries.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Trailing product of each column of a row-major matrix, by suffixes and prefixes of blocks as in `rollingSum`:
 * nothing is ever divided out, so a zero leaves no trace once it has left the window. O(1) per value.
 * Missing and infinite values are skipped; fewer than `min` present values, or a product too large, give `NaN`.
 */
export function rollingProduct(
  source: Float64Array,
  columns: number,
  options: Window,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingProduct", options);
  const suffix = new Float64Array(window + 1);
  const count = new Int32Array(window + 1);
  eachSeries(source, columns, target, (series, out) => {
    suffix.fill(1);
    count.fill(0);
    for (let start = 0; start < series.length; start += window) {
      for (let k = window - 1; k >= 1 && start > 0; k--) {
        const value = series[start - window + k];
        const present = !Number.isNaN(value);
        suffix[k] = present ? suffix[k + 1] * value : suffix[k + 1];
        count[k] = present ? count[k + 1] + 1 : count[k + 1];
      }
      let prefix = 1;
      let seen = 0;
      const end = Math.min(start + window, series.length);
      for (let row = start; row < end; row++) {
        if (!Number.isNaN(series[row])) {
          prefix *= series[row];
          seen++;
        }
        const product = suffix[row - start + 1] * prefix;
        const known = count[row - start + 1] + seen >= min && Number.isFinite(product);
        out[row] = known ? product : Number.NaN;
      }
    }
  });
  return target;
}

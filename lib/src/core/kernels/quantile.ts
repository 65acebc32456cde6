import { checkNumber } from "../errors.js";
import { between } from "./sortedRow.js";

/**
 * The `p`-quantile of values in increasing order without missing ones: linear interpolation between order
 * statistics (Hyndman & Fan type 7, numpy's default). `NaN` for no values.
 */
export function quantileSorted(sorted: Float64Array, p: number): number {
  checkNumber("core.quantileSorted", "p", p, { min: 0, max: 1 });
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const position = (n - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(below + 1, n - 1);
  return between(sorted[below], sorted[above], position - below);
}

/** The non-missing values in increasing order. */
export function sortedPresent(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) present[n++] = values[i];
  return present.subarray(0, n).sort();
}

/** The `p`-quantile of the non-missing values, see {@link quantileSorted}. */
export function quantile(values: Float64Array, p: number): number {
  return quantileSorted(sortedPresent(values), p);
}

import { fail } from "../errors.js";
import { sortedRow } from "./sortedRow.js";

/**
 * Average ranks of a row: 1 for the smallest value, ties share the mean of their ranks.
 *
 * @param values the row; missing and infinite values get rank `NaN` and do not count
 * @param out as long as `values`; may not be the same array
 * @returns how many values were ranked
 *
 * The same as `scipy.stats.rankdata(method="average", nan_policy="omit")` on finite values.
 */
export function rankInto(values: Float64Array, out: Float64Array): number {
  if (out.length !== values.length || out === values) {
    fail("core.rankInto", "out must be another array of the same length", { received: out.length });
  }
  const row = sortedRow(values);
  row.ranks(out);
  return row.n;
}

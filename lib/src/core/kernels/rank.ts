import { fail } from "../errors.js";
import { instanceFor, START } from "./simd/instance.js";
import { sortRoom } from "./sortedRow.js";

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
  const width = values.length;
  const [ranks, columns, count] = [START + width, START + 2 * width, START + 3 * width];
  const { kernels, memory } = instanceFor(count + 1 + width + sortRoom(width));
  memory.set(values, START);
  kernels.orderRows(START * 8, ranks * 8, columns * 8, count * 8, 1, width, (count + 1) * 8);
  out.set(memory.subarray(ranks, columns));
  return new Int32Array(memory.buffer, count * 8, 1)[0];
}

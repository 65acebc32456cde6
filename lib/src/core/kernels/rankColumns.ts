import { instanceFor } from "./simd/instance.js";
import { sortRoom } from "./sortedRow.js";

/** Doubles copied into the compiled kernel's memory at a time: they and their results stay in the second cache. */
const CHUNK = 16_384;
/** Where the memory begins: the module's own low addresses stay free. */
const START = 128;

/**
 * Average rank among the present values of a row, divided by their number, for each value of a row-major matrix: in
 * (0, 1], ties share their mean rank. Missing values do not count and stay missing.
 *
 * With `codes`, the group of each column (−1 for none: missing), the ranks are those inside each group: a row is still
 * sorted as a whole, once. The loop is lib/assembly/rankRows.ts.
 */
export function rankColumns(
  source: Float64Array,
  columns: number,
  codes: Int32Array | undefined,
  target: Float64Array,
): Float64Array {
  const rows = source.length / columns;
  const step = Math.max(1, Math.floor(CHUNK / columns));
  const groups = codes ? codes.reduce((most, code) => Math.max(most, code + 1), 0) : 0;
  const block = step * columns;
  const atCodes = START + 2 * block;
  const room = atCodes + columns;
  const { kernels, memory } = instanceFor(
    room + 2 * columns + 1 + sortRoom(columns) + Math.max(columns + 1, 3 * groups),
  );
  if (codes) new Int32Array(memory.buffer, atCodes * 8, columns).set(codes);
  for (let row = 0; row < rows; row += step) {
    const count = Math.min(step, rows - row);
    const [from, end] = [row * columns, (row + count) * columns];
    memory.set(source.subarray(from, end), START);
    const whole = [START * 8, (START + block) * 8, count, columns] as const;
    kernels.rankRows(...whole, codes ? atCodes * 8 : 0, groups, room * 8);
    target.set(memory.subarray(START + block, START + block + end - from), from);
  }
  return target;
}

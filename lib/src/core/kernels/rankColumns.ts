import { runStep } from "./simd/rowProgram.js";
import type { RowStep } from "./simd/rowStep.js";
import { sortRoom } from "./sortedRow.js";

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
  return runStep(rankStep(columns, codes), [source], columns, target);
}

/** {@link rankColumns} as a step of a program. */
export function rankStep(columns: number, codes?: Int32Array): RowStep {
  const groups = codes ? codes.reduce((most, code) => Math.max(most, code + 1), 0) : 0;
  return {
    room: () => columns + 2 * columns + 1 + sortRoom(columns) + Math.max(3 * columns + 4, 3 * groups),
    begin(memory, room) {
      if (codes) new Int32Array(memory.buffer, room * 8, columns).set(codes);
    },
    run: ({ kernels, inputs: [x], out, rows, room }) =>
      kernels.rankRows(x, out, rows, columns, codes ? room : 0, groups, room + columns * 8),
  };
}

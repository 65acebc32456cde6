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
  const sorting = 2 * columns + 1 + sortRoom(columns);
  if (!codes) {
    return {
      room: () => sorting + 3 * columns + 4,
      run: ({ kernels, inputs: [x], out, rows, room }) => kernels.rankRows(x, out, rows, columns, 0, 0, room),
    };
  }
  const groups = codes.reduce((most, code) => Math.max(most, code + 1), 0);
  const known = columnsOf(codes, groups);
  const ahead = Math.ceil(known.length / 2);
  return {
    room: () => ahead + sorting + 3 * columns + 6 * (groups + 1) + 12,
    begin: (memory, room) => new Int32Array(memory.buffer, room * 8, known.length).set(known),
    run: ({ kernels, inputs: [x], out, rows, room }) =>
      kernels.rankRows(x, out, rows, columns, room, groups, room + ahead * 8),
  };
}

/** Numbers that the kernel keeps of a group, see lib/assembly/rankGroupsByKeys.ts. */
const STATE = 6;

/** What the kernel needs to know of columns in groups: the group of each, where its state lies, the states. */
function columnsOf(codes: Int32Array, groups: number): Int32Array {
  const columns = codes.length;
  const known = new Int32Array(2 * columns + STATE * (groups + 1));
  const sizes = new Int32Array(groups + 1);
  codes.forEach((code, column) => {
    const group = code < 0 ? groups : code;
    known[column] = code;
    known[columns + column] = group * STATE * 4;
    sizes[group]++;
  });
  let start = 0;
  sizes.forEach((size, group) => {
    known.set([start * 4, size, 0, 0, -1], 2 * columns + STATE * group);
    // Ranks are written two by two.
    start += size + (size % 2);
  });
  return known;
}

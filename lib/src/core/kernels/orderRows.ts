import { instanceFor, START } from "./simd/instance.js";
import { sortRoom } from "./sortedRow.js";

/** Doubles copied into the compiled kernel's memory at a time: they and their results stay in the first caches. */
const CHUNK = 4_096;

/** The columns of each row of a matrix in increasing order of the value, and what follows from it. */
export interface RowOrder {
  /** Row-major columns in order of the value, equal ones as they stand; the first `counts[i]` of each row are used. */
  readonly columns: Int32Array;
  /** Finite values per row. */
  readonly counts: Int32Array;
  /** Row-major average ranks among the finite values of the row; `NaN` elsewhere. */
  readonly ranks: Float64Array;
}

/** Order and rank every row of a row-major matrix of `width` columns, into `out`. The loop is lib/assembly/sort.ts. */
export function orderRows(source: Float64Array, width: number, out: RowOrder): void {
  const rows = out.counts.length;
  const step = Math.max(1, Math.floor(CHUNK / width));
  const block = step * width;
  const [ranks, columns, counts] = [START + block, START + 2 * block, START + 3 * block];
  const room = counts + step;
  const { kernels, memory } = instanceFor(room + width + sortRoom(width));
  const [allColumns, allCounts] = [columns, counts].map((at) => new Int32Array(memory.buffer, at * 8));
  for (let row = 0; row < rows; row += step) {
    const n = Math.min(step, rows - row);
    const [from, cells] = [row * width, n * width];
    memory.set(source.subarray(from, from + cells), START);
    kernels.orderRows(START * 8, ranks * 8, columns * 8, counts * 8, n, width, room * 8);
    out.ranks.set(memory.subarray(ranks, ranks + cells), from);
    out.columns.set(allColumns.subarray(0, cells), from);
    out.counts.set(allCounts.subarray(0, n), row);
  }
}

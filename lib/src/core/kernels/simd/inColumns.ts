import { eachSeries } from "../eachSeries.js";
import { type ColumnPlace, instanceFor, type Kernels, START } from "./instance.js";

/** A rolling computation that goes through each column by itself. */
export interface ColumnWork {
  readonly source: Float64Array;
  readonly columns: number;
  readonly window: number;
  /** Doubles of room that the kernel needs for so many rows. */
  room(rows: number): number;
  run(kernels: Kernels, column: ColumnPlace): void;
}

/** Rows of a column taken at a time: at least this many, and so many windows that looking back adds little. */
const ROWS = 4096;
const WINDOWS = 4;

/**
 * Copy column after column into the module's memory, let the kernel work on it, copy its results into `target`. A long
 * column is taken in pieces, each with the rows that its first window looks back on.
 */
export function inColumns(work: ColumnWork, target: Float64Array): Float64Array {
  const { source, columns, window } = work;
  const rows = source.length / columns;
  const step = Math.min(rows, Math.max(ROWS, WINDOWS * window));
  const most = Math.min(rows, step + window - 1);
  const [output, room] = [START + most, START + 2 * most];
  const { kernels, memory } = instanceFor(room + work.room(most));
  eachSeries(source, columns, target, (series, out) => {
    for (let row = 0; row < rows; row += step) {
      const ahead = Math.min(row, window - 1);
      const end = Math.min(row + step, rows);
      memory.set(series.subarray(row - ahead, end), START);
      work.run(kernels, [START * 8, output * 8, end - row + ahead, ahead, room * 8, window]);
      out.set(memory.subarray(output + ahead, output + ahead + end - row), row);
    }
  });
  return target;
}

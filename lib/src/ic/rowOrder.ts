import { SortedRow } from "../core/index.js";

/**
 * The assets of each date in increasing order of a value. Sorted once; whoever needs the ranks of a subset takes it
 * out of the order in one walk.
 */
export interface RowOrder {
  /** Row-major dates × assets: columns in order of the value, the first `counts[i]` of each row are used. */
  readonly columns: Int32Array;
  /** Assets with a finite value per date. */
  readonly counts: Int32Array;
  /** Row-major average ranks among all assets with a finite value; `NaN` elsewhere. */
  readonly ranks: Float64Array;
}

/** Order every row of a row-major matrix and rank it, into `out` if given. `each` sees the rows once more, sorted. */
export function orderRows(
  values: Float64Array,
  width: number,
  {
    out = emptyOrder(values.length, width),
    each,
  }: { out?: RowOrder; each?: (row: SortedRow, i: number) => void },
): OrderedRows {
  const { columns, counts, ranks } = out;
  const row = new SortedRow(width);
  for (let i = 0; i < counts.length; i++) {
    const [start, end] = [i * width, (i + 1) * width];
    row.sort(values.subarray(start, end));
    counts[i] = row.n;
    columns.set(row.columns.subarray(0, row.n), start);
    row.ranks(ranks.subarray(start, end));
    each?.(row, i);
  }
  return { values, order: out };
}

export function emptyOrder(cells: number, width: number): RowOrder {
  const counts = new Int32Array(width > 0 ? cells / width : 0);
  return { columns: new Int32Array(cells), counts, ranks: new Float64Array(cells) };
}

/** A row-major matrix and the order of its rows. */
export interface OrderedRows {
  readonly values: Float64Array;
  readonly order: RowOrder;
}

/** Load row `i` into `row`, in order, without the cells that are missing in `pairs`, a matrix of the same shape. */
export function takeRow(
  { values, order }: OrderedRows,
  i: number,
  pairs: Float64Array,
  row: SortedRow,
): void {
  const start = i * row.capacity;
  let n = 0;
  for (let k = start; k < start + order.counts[i]; k++) {
    const j = order.columns[k];
    if (Number.isNaN(pairs[start + j])) continue;
    row.values[n] = values[start + j];
    row.columns[n++] = j;
  }
  row.n = n;
}

import { orderRows as orderInto, type RowOrder, type SortedRow } from "../core/index.js";

/**
 * Order every row of a row-major matrix and rank it, into `out` if given: sorted once, whoever needs the ranks of a
 * subset takes it out of the order in one walk.
 */
export function orderRows(
  values: Float64Array,
  width: number,
  out: RowOrder = emptyOrder(values.length, width),
): OrderedRows {
  if (width > 0) orderInto(values, width, out);
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

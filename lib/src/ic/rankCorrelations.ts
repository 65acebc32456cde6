import { rankCorrelation, SortedRow } from "../core/index.js";
import type { OrderedRows } from "./rowOrder.js";

export interface RowPairs {
  /** Row of the second matrix that the first row of the first one meets. */
  readonly start: number;
  readonly width: number;
  /** Names with both values that a correlation needs. */
  readonly minNames: number;
}

/**
 * Spearman's correlation of each row of `a` with the row of `b` it meets, among the columns that have both; `NaN` where
 * there is none. Both are sorted already; the ranks of the pairs are taken out of the orders in one walk each.
 */
export function rankCorrelations(
  a: OrderedRows,
  b: OrderedRows,
  { start, width, minNames }: RowPairs,
): Float64Array {
  const out = new Float64Array(a.order.counts.length).fill(Number.NaN);
  const row = new SortedRow(width);
  const ranksA = new Float64Array(width);
  const ranksB = new Float64Array(width);
  const last = Math.min(out.length, b.order.counts.length - start);
  for (let i = 0; i < last; i++) {
    const k = start + i;
    takeBoth(a, i, b.values.subarray(k * width, (k + 1) * width), row);
    if (row.n < minNames) continue;
    row.ranks(ranksA);
    takeBoth(b, k, a.values.subarray(i * width, (i + 1) * width), row);
    row.ranks(ranksB);
    out[i] = rankCorrelation(ranksA, ranksB);
  }
  return out;
}

/** Load row `i` in its order, without the columns that the other side lacks. */
function takeBoth({ values, order }: OrderedRows, i: number, other: Float64Array, row: SortedRow): void {
  const start = i * other.length;
  let n = 0;
  for (let k = start; k < start + order.counts[i]; k++) {
    const j = order.columns[k];
    if (!Number.isFinite(other[j])) continue;
    row.values[n] = values[start + j];
    row.columns[n++] = j;
  }
  row.n = n;
}

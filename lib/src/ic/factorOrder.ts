import { type Panel, SortedRow } from "../core/index.js";
import type { Span } from "./span.js";

/**
 * The assets of each date in increasing order of the factor. Sorted once per factor; every horizon takes its own
 * subset out of it in one walk.
 */
export interface FactorOrder {
  /** Row-major dates × assets: columns in order of the factor, the first `counts[i]` of each row are used. */
  readonly columns: Int32Array;
  /** Assets with a finite factor value per date. */
  readonly counts: Int32Array;
}

export function factorOrder(factor: Panel, { start, end }: Span): FactorOrder {
  const width = factor.assets.length;
  const columns = new Int32Array((end - start) * width);
  const counts = new Int32Array(end - start);
  const row = new SortedRow(width);
  for (let i = 0; i < counts.length; i++) {
    row.sort(factor.row(start + i));
    counts[i] = row.n;
    columns.set(row.columns.subarray(0, row.n), i * width);
  }
  return { columns, counts };
}

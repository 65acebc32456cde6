import { type Panel, rankInto } from "../core/index.js";
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
  const row = new Float64Array(width);
  const ranks = new Float64Array(width);
  const places = new Int32Array(2 * width + 2);
  for (let i = 0; i < counts.length; i++) {
    const base = (start + i) * width;
    for (let j = 0; j < width; j++) {
      const value = factor.values[base + j];
      row[j] = Number.isFinite(value) ? value : Number.NaN;
    }
    counts[i] = rankInto(row, ranks);
    orderByRank(ranks, places, columns.subarray(i * width, (i + 1) * width));
  }
  return { columns, counts };
}

/** Columns in order of their rank, by counting: twice an average rank is an integer from 2 to 2 n. */
function orderByRank(ranks: Float64Array, places: Int32Array, out: Int32Array): void {
  places.fill(0);
  for (let j = 0; j < ranks.length; j++) {
    const rank = ranks[j];
    if (rank > 0) places[2 * rank + 1]++;
  }
  for (let k = 1; k < places.length; k++) places[k] += places[k - 1];
  for (let j = 0; j < ranks.length; j++) {
    const rank = ranks[j];
    if (rank > 0) out[places[2 * rank]++] = j;
  }
}

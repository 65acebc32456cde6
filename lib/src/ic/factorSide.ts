import { type Panel, SortedRow } from "../core/index.js";
import { type OrderedRows, orderRows, takeRow } from "./rowOrder.js";
import type { Span } from "./span.js";

/**
 * A factor as every horizon needs it: its values over the evaluated dates, in order, with ranks and quantiles among
 * all names that have a value. A date on which each of them has a forward return takes those as they are.
 */
export interface FactorSide extends OrderedRows {
  readonly name: string;
  /** First row of the panel with a finite value per asset; the number of rows for none. */
  readonly first: Int32Array;
  readonly buckets: Int8Array;
  /** 1 on dates whose quantile edges coincide. */
  readonly tied: Uint8Array;
}

export function factorSide(panel: Panel, { start, end }: Span, quantiles: number): FactorSide {
  const width = panel.assets.length;
  const values = panel.values.subarray(start * width, end * width);
  const buckets = new Int8Array(values.length);
  const tied = new Uint8Array(end - start);
  const rows = orderRows(values, width);
  const row = new SortedRow(width);
  for (let i = 0; i < tied.length; i++) {
    takeRow(rows, i, values, row);
    tied[i] = fillBuckets(row, quantiles, buckets.subarray(i * width, (i + 1) * width));
  }
  return { ...rows, name: panel.name || "factor", first: firstPresent(panel), buckets, tied };
}

/** Quantile buckets of a sorted row. 1 when quantile edges coincide: then there are none. */
export function fillBuckets(row: SortedRow, quantiles: number, buckets: Int8Array): number {
  if (row.buckets(quantiles, buckets) === quantiles) return 0;
  buckets.fill(0);
  return row.n > 0 ? 1 : 0;
}

function firstPresent({ values, time, assets }: Panel): Int32Array {
  const first = new Int32Array(assets.length).fill(time.length);
  let left = first.length;
  for (let row = 0; row < time.length && left > 0; row++) {
    const base = row * assets.length;
    for (let j = 0; j < first.length; j++) {
      if (first[j] < time.length || !Number.isFinite(values[base + j])) continue;
      first[j] = row;
      left--;
    }
  }
  return first;
}

import { sortedRow } from "./sortedRow.js";

/**
 * Assign each value to a quantile bucket: 1 (lowest) to the returned count (highest), 0 for a missing value.
 *
 * Edges are the sample quantiles at k / `quantiles`, linearly interpolated; a bucket is open on the left and closed
 * on the right, the lowest value belongs to bucket 1. Ties therefore share a bucket, and buckets may differ in size.
 * Coinciding edges are merged (heavily tied values), so the count can be less than `quantiles`; values that are all
 * equal form no bucket: everything is 0 and so is the count. NaN and infinite values are missing. With fewer values
 * than `quantiles` some buckets stay empty.
 *
 * Equal to pandas `qcut(values, quantiles, duplicates="drop")`, bit for bit, on finite values.
 */
export function quantileBuckets(values: Float64Array, quantiles: number, out: Int8Array): number {
  return sortedRow(values).buckets(quantiles, out);
}

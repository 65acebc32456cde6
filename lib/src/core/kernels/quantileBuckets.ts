import { quantileSorted } from "./quantile.js";

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
  const edges = mergedEdges(values, quantiles);
  const count = Math.max(0, edges.length - 1);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    out[i] = count === 0 || !Number.isFinite(value) ? 0 : Math.max(1, edgesBelow(edges, value));
  }
  return count;
}

/** The distinct quantile edges of the finite values, ascending; empty when there are none. */
function mergedEdges(values: Float64Array, quantiles: number): number[] {
  const sorted = values.filter(Number.isFinite).sort();
  const edges: number[] = [];
  if (sorted.length === 0) return edges;
  const step = 1 / quantiles;
  for (let k = 0; k <= quantiles; k++) {
    const edge = quantileSorted(sorted, k === quantiles ? 1 : (k * step * 100) / 100);
    if (k === 0 || edge > edges[edges.length - 1]) edges.push(edge);
  }
  return edges;
}

function edgesBelow(edges: readonly number[], value: number): number {
  let n = 0;
  while (n < edges.length && edges[n] < value) n++;
  return n;
}

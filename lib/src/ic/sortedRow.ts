/** One date's complete pairs in increasing order of the factor: the first `n` values and their columns. */
export interface SortedRow {
  readonly values: Float64Array;
  readonly columns: Int32Array;
  n: number;
}

/** Average ranks of the sorted values, written to their columns; `NaN` elsewhere. */
export function ranksOfSorted({ values, columns, n }: SortedRow, out: Float64Array): void {
  out.fill(Number.NaN);
  let i = 0;
  while (i < n) {
    let j = i + 1;
    while (j < n && values[j] === values[i]) j++;
    const rank = (i + j + 1) / 2;
    for (let k = i; k < j; k++) out[columns[k]] = rank;
    i = j;
  }
}

/**
 * Quantile buckets of the sorted values, written to their columns, 0 elsewhere; returns how many buckets there are.
 * Core's `quantileBuckets` for values that are sorted already, bit for bit (a test holds the two together).
 */
export function bucketsOfSorted(
  { values, columns, n }: SortedRow,
  quantiles: number,
  out: Int8Array,
): number {
  out.fill(0);
  const edges = mergedEdges(values, n, quantiles);
  const count = Math.max(0, edges.length - 1);
  let below = 0;
  for (let k = 0; k < n && count > 0; k++) {
    while (below < edges.length && edges[below] < values[k]) below++;
    out[columns[k]] = Math.max(1, below);
  }
  return count;
}

/** The distinct quantile edges of the first `n` values: numpy's linear interpolation, rounded as numpy rounds. */
function mergedEdges(values: Float64Array, n: number, quantiles: number): number[] {
  const edges: number[] = [];
  if (n === 0) return edges;
  const step = 1 / quantiles;
  for (let k = 0; k <= quantiles; k++) {
    const position = (n - 1) * (k === quantiles ? 1 : (k * step * 100) / 100);
    const low = Math.floor(position);
    const a = values[low];
    const b = values[Math.min(low + 1, n - 1)];
    const t = position - low;
    const edge = t >= 0.5 ? b - (b - a) * (1 - t) : a + (b - a) * t;
    if (k === 0 || edge > edges[edges.length - 1]) edges.push(edge);
  }
  return edges;
}

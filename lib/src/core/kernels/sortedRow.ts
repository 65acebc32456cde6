import { instanceFor, START } from "./simd/instance.js";

/** Doubles that the compiled sort needs beside the values: see lib/assembly/sort.ts. */
export const sortRoom = (width: number): number => 264 + 2 * width;

/**
 * The present values of one row in increasing order, with the columns they came from: sorted once, it gives ranks
 * and quantile buckets in one walk each. Missing and infinite values are left out; ties keep their column order.
 * The buffers are reused from row to row.
 */
export class SortedRow {
  /** The first {@link n} entries are the sorted values. */
  readonly values: Float64Array;
  /** Column of each sorted value. */
  readonly columns: Int32Array;
  /** How many values there are. */
  n = 0;

  /** Room for rows of at most `capacity` values. */
  constructor(readonly capacity: number) {
    this.values = new Float64Array(capacity);
    this.columns = new Int32Array(capacity);
  }

  /** Take the present values of `row` and sort them. */
  sort(row: Float64Array): this {
    const width = row.length;
    const { kernels, memory } = instanceFor(START + 3 * width + sortRoom(width));
    const [values, columns, room] = [START + width, START + 2 * width, START + 3 * width];
    memory.set(row, START);
    const n = kernels.sort(START * 8, width, values * 8, columns * 8, room * 8);
    this.values.set(memory.subarray(values, values + n));
    this.columns.set(new Int32Array(memory.buffer, columns * 8, n));
    this.n = n;
    return this;
  }

  /** Average ranks 1 … n, ties share their mean rank, written to the columns; `NaN` elsewhere. */
  ranks(out: Float64Array): void {
    const { values, columns, n } = this;
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

  /** Quantile buckets, see `quantileBuckets`, written to the columns; 0 elsewhere. Returns how many there are. */
  buckets(quantiles: number, out: Int8Array): number {
    const { values, columns, n } = this;
    out.fill(0);
    const edges = this.edges(quantiles);
    const count = Math.max(0, edges.length - 1);
    let below = 0;
    for (let k = 0; k < n && count > 0; k++) {
      while (below < edges.length && edges[below] < values[k]) below++;
      out[columns[k]] = Math.max(1, below);
    }
    return count;
  }

  /** The distinct quantile edges, ascending: numpy's linear interpolation, rounded as numpy rounds. */
  private edges(quantiles: number): number[] {
    const edges: number[] = [];
    if (this.n === 0) return edges;
    const step = 1 / quantiles;
    for (let k = 0; k <= quantiles; k++) {
      const position = (this.n - 1) * (k === quantiles ? 1 : (k * step * 100) / 100);
      const below = Math.floor(position);
      const low = this.values[below];
      const high = this.values[Math.min(below + 1, this.n - 1)];
      const edge = between(low, high, position - below);
      if (k === 0 || edge > edges[edges.length - 1]) edges.push(edge);
    }
    return edges;
  }
}

/** numpy's `_lerp`: from the nearer end, so that the ends are hit exactly and a tie with an edge stays a tie. */
export function between(low: number, high: number, t: number): number {
  return t >= 0.5 ? high - (high - low) * (1 - t) : low + (high - low) * t;
}

let shared = new SortedRow(0);

/** A row sorted in a buffer that the next call reuses. */
export function sortedRow(row: Float64Array): SortedRow {
  if (shared.capacity < row.length) shared = new SortedRow(row.length);
  return shared.sort(row);
}

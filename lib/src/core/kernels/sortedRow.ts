import { RoughOrder } from "./roughOrder.js";

/**
 * The present values of one row in increasing order, with the columns they came from: sorted once, it gives ranks
 * and quantile buckets in one walk each. Missing and infinite values are left out; ties keep their column order.
 * The buffers are reused from row to row.
 */
export class SortedRow {
  /** The first {@link n} entries are the sorted values. */
  values: Float64Array;
  /** Column of each sorted value. */
  columns: Int32Array;
  /** How many values there are. */
  n = 0;
  private spareValues: Float64Array;
  private spareColumns: Int32Array;
  private readonly rough: RoughOrder;

  /** Room for rows of at most `capacity` values. */
  constructor(readonly capacity: number) {
    this.values = new Float64Array(capacity);
    this.columns = new Int32Array(capacity);
    this.spareValues = new Float64Array(capacity);
    this.spareColumns = new Int32Array(capacity);
    this.rough = new RoughOrder(capacity);
  }

  /** Take the present values of `row` and sort them. */
  sort(row: Float64Array): this {
    this.take(row);
    const { n } = this;
    if (n > SHORT) this.sortRoughly();
    if (!this.insert(0, n, n > SHORT ? MOVES * n : Infinity)) this.mergeSort();
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

  private take(row: Float64Array): void {
    const { values, columns } = this;
    let n = 0;
    for (let j = 0; j < row.length; j++) {
      if (!Number.isFinite(row[j])) continue;
      values[n] = row[j] + 0; // -0 becomes 0
      columns[n++] = j;
    }
    this.n = n;
  }

  private sortRoughly(): void {
    const { values, columns, spareValues, spareColumns, n } = this;
    const order = this.rough.of(values, n);
    for (let i = 0; i < n; i++) {
      const from = order[i];
      spareValues[i] = values[from];
      spareColumns[i] = columns[from];
    }
    this.swap();
  }

  /** Insertion sort from `start` to `end`; given up, and false, after more than `budget` moves. */
  private insert(start: number, end: number, budget: number): boolean {
    const { values, columns } = this;
    let left = budget;
    for (let i = start + 1; i < end; i++) {
      const value = values[i];
      const column = columns[i];
      let j = i - 1;
      while (j >= start && values[j] > value) {
        values[j + 1] = values[j];
        columns[j + 1] = columns[j];
        j--;
      }
      values[j + 1] = value;
      columns[j + 1] = column;
      left -= i - 1 - j;
      if (left < 0) return false;
    }
    return true;
  }

  private mergeSort(): void {
    const { n } = this;
    for (let start = 0; start < n; start += RUN) this.insert(start, Math.min(start + RUN, n), Infinity);
    for (let width = RUN; width < n; width *= 2) this.mergeRuns(width);
  }

  private mergeRuns(width: number): void {
    const { values, columns, spareValues, spareColumns, n } = this;
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n);
      const end = Math.min(start + 2 * width, n);
      let left = start;
      let right = middle;
      for (let k = start; k < end; k++) {
        const takeLeft = left < middle && (right >= end || values[left] <= values[right]);
        const from = takeLeft ? left++ : right++;
        spareValues[k] = values[from];
        spareColumns[k] = columns[from];
      }
    }
    this.swap();
  }

  private swap(): void {
    [this.values, this.spareValues] = [this.spareValues, this.values];
    [this.columns, this.spareColumns] = [this.spareColumns, this.columns];
  }
}

/** Rows up to this length are sorted by insertion alone. */
const SHORT = 64;
/** Moves per value after which insertion gives way to a merge sort: the values differ by less than the rough sort sees. */
const MOVES = 8;
/** Length of the runs that the merge sort starts from. */
const RUN = 8;

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

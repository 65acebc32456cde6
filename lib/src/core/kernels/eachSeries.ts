/** Columns copied out together: a cache line of a row-major matrix holds this many values. */
const TILE = 8;

/** Computes one column: `out` is as long as `series`, in which missing and infinite values are `NaN`. */
export type SeriesKernel = (series: Float64Array, out: Float64Array) => void;

/**
 * Run a kernel over each column of a row-major matrix. Columns are copied out and back a cache line at a time, so
 * that the kernel walks along contiguous memory. One call per column, none per value.
 */
export function eachSeries(
  source: Float64Array,
  columns: number,
  target: Float64Array,
  kernel: SeriesKernel,
): void {
  const rows = source.length / columns;
  const from = new Tile(rows, columns);
  const to = new Tile(rows, columns);
  for (let first = 0; first < columns; first += TILE) {
    from.load(source, first);
    for (let k = 0; k < TILE && first + k < columns; k++) kernel(from.series[k], to.series[k]);
    to.store(target, first);
  }
}

/** Up to {@link TILE} neighbouring columns, each contiguous. */
class Tile {
  readonly series: readonly Float64Array[];

  constructor(
    private readonly rows: number,
    private readonly columns: number,
  ) {
    this.series = Array.from({ length: TILE }, () => new Float64Array(rows));
  }

  /** Copy the columns from `first` on; −0 becomes 0, infinite becomes missing. */
  load(source: Float64Array, first: number): void {
    const { rows, columns } = this;
    if (columns - first < TILE) {
      this.loadSome(source, first);
      return;
    }
    const [a, b, c, d, e, f, g, h] = this.series;
    for (let row = 0, at = first; row < rows; row++, at += columns) {
      a[row] = finite(source[at]);
      b[row] = finite(source[at + 1]);
      c[row] = finite(source[at + 2]);
      d[row] = finite(source[at + 3]);
      e[row] = finite(source[at + 4]);
      f[row] = finite(source[at + 5]);
      g[row] = finite(source[at + 6]);
      h[row] = finite(source[at + 7]);
    }
  }

  store(target: Float64Array, first: number): void {
    const { rows, columns } = this;
    if (columns - first < TILE) {
      this.storeSome(target, first);
      return;
    }
    const [a, b, c, d, e, f, g, h] = this.series;
    for (let row = 0, at = first; row < rows; row++, at += columns) {
      target[at] = a[row];
      target[at + 1] = b[row];
      target[at + 2] = c[row];
      target[at + 3] = d[row];
      target[at + 4] = e[row];
      target[at + 5] = f[row];
      target[at + 6] = g[row];
      target[at + 7] = h[row];
    }
  }

  private loadSome(source: Float64Array, first: number): void {
    const { rows, columns } = this;
    for (let k = 0; first + k < columns; k++) {
      const series = this.series[k];
      for (let row = 0, at = first + k; row < rows; row++, at += columns) series[row] = finite(source[at]);
    }
  }

  private storeSome(target: Float64Array, first: number): void {
    const { rows, columns } = this;
    for (let k = 0; first + k < columns; k++) {
      const series = this.series[k];
      for (let row = 0, at = first + k; row < rows; row++, at += columns) target[at] = series[row];
    }
  }
}

function finite(value: number): number {
  return value - value === 0 ? value + 0 : Number.NaN;
}

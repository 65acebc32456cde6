import { checkWindow, type Window } from "./window.js";

/** What is computed from the co-moments of two series in a window. */
export type PairKind = "corr" | "cov" | "beta";

/**
 * Trailing correlation, sample covariance (ddof 1) or regression slope of `y` on `x`, column by column of two
 * row-major matrices. Only rows in which both are present count; fewer than `min` (or 2) pairs give `NaN`, as
 * does a side that does not vary (for `beta`: `x`).
 *
 * Co-moments are kept per block and joined as in `rollingMoments` (Chan, Golub & LeVeque 1983; values measured from
 * one of their own block): stable, O(1) per value.
 */
export function rollingPair(
  y: Float64Array,
  x: Float64Array,
  columns: number,
  options: Window & { kind: PairKind; target?: Float64Array },
): Float64Array {
  const { window, min } = checkWindow(`core.rolling.${options.kind}`, options);
  const target = options.target ?? new Float64Array(y.length);
  const rows = y.length / columns;
  const suffix = new CoMoments(window + 1, columns);
  const prefix = new CoMoments(1, columns);
  for (let start = 0; start < rows; start += window) {
    if (start > 0) {
      for (let k = window - 1; k >= 1; k--) {
        suffix.copyRow(k + 1, k);
        suffix.add(k, { y, x, base: (start - window + k) * columns });
      }
    }
    prefix.clear();
    const end = Math.min(start + window, rows);
    for (let row = start; row < end; row++) {
      prefix.add(0, { y, x, base: row * columns });
      for (let j = 0; j < columns; j++) {
        target[row * columns + j] = joined(suffix, row - start + 1, prefix, j, min, options.kind);
      }
    }
  }
  return target;
}

/** The statistic of column `j` over the rows in state `row` of `a` together with those in `b`. */
function joined(a: CoMoments, row: number, b: CoMoments, j: number, min: number, kind: PairKind): number {
  const i = row * a.columns + j;
  const n = a.n[i] + b.n[j];
  if (n < min || n < 2) return Number.NaN;
  const weight = (a.n[i] / n) * b.n[j];
  const dx = b.meanX[j] - a.meanX[i] + (b.originX[j] - a.originX[j]);
  const dy = b.meanY[j] - a.meanY[i] + (b.originY[j] - a.originY[j]);
  const sxx = a.sxx[i] + b.sxx[j] + dx * dx * weight;
  const sxy = a.sxy[i] + b.sxy[j] + dx * dy * weight;
  if (kind === "cov") return sxy / (n - 1);
  if (!(sxx > 0)) return Number.NaN;
  if (kind === "beta") return sxy / sxx;
  const syy = a.syy[i] + b.syy[j] + dy * dy * weight;
  return syy > 0 ? Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx * syy))) : Number.NaN;
}

/** Means and (co-)sums of squared deviations of many pairs of series side by side, in rows of running states. */
class CoMoments {
  readonly n: Int32Array;
  readonly meanX: Float64Array;
  readonly meanY: Float64Array;
  readonly sxx: Float64Array;
  readonly syy: Float64Array;
  readonly sxy: Float64Array;
  readonly originX: Float64Array;
  readonly originY: Float64Array;

  constructor(
    rows: number,
    readonly columns: number,
  ) {
    const states = () => new Float64Array(rows * columns);
    this.n = new Int32Array(rows * columns);
    this.meanX = states();
    this.meanY = states();
    this.sxx = states();
    this.syy = states();
    this.sxy = states();
    this.originX = new Float64Array(columns);
    this.originY = new Float64Array(columns);
  }

  private states(): readonly (Int32Array | Float64Array)[] {
    return [this.n, this.meanX, this.meanY, this.sxx, this.syy, this.sxy];
  }

  clear(): void {
    for (const array of this.states()) array.fill(0);
  }

  copyRow(from: number, to: number): void {
    const { columns } = this;
    for (const array of this.states()) array.copyWithin(to * columns, from * columns, (from + 1) * columns);
  }

  /** Add the matrix rows that start at `base` to the states in `row`, where both values are present. */
  add(row: number, { y, x, base }: { y: Float64Array; x: Float64Array; base: number }): void {
    const { n, meanX, meanY, sxx, syy, sxy, originX, originY, columns } = this;
    for (let j = 0; j < columns; j++) {
      if (!Number.isFinite(x[base + j]) || !Number.isFinite(y[base + j])) continue;
      const k = row * columns + j;
      const count = ++n[k];
      if (count === 1) {
        originX[j] = x[base + j];
        originY[j] = y[base + j];
      }
      const a = x[base + j] - originX[j];
      const b = y[base + j] - originY[j];
      const dx = a - meanX[k];
      const dy = b - meanY[k];
      meanX[k] += dx / count;
      meanY[k] += dy / count;
      sxx[k] += dx * (a - meanX[k]);
      syy[k] += dy * (b - meanY[k]);
      sxy[k] += dx * (b - meanY[k]);
    }
  }
}

import { checkWindow, type Window } from "./window.js";

/** What is computed from the co-moments of two series in a window. */
export type PairKind = "corr" | "cov" | "beta";

/**
 * Trailing correlation, sample covariance (ddof 1) or regression slope of `y` on `x`, column by column of two
 * row-major matrices. Only rows in which both are present count; fewer than `min` (or 2) pairs give `NaN`, as
 * does a side that does not vary (for `beta`: `x`).
 *
 * Co-moments are kept per block and joined as in `rollingMoments` (Chan, Golub & LeVeque 1983): stable, O(1) per value.
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
  const suffix = new CoMoments((window + 1) * columns);
  const prefix = new CoMoments(columns);
  for (let start = 0; start < rows; start += window) {
    if (start > 0) {
      for (let k = window - 1; k >= 1; k--) {
        suffix.copyWithin(k * columns, (k + 1) * columns, columns);
        suffix.addRow(k * columns, y, x, (start - window + k) * columns, columns);
      }
    }
    prefix.clear();
    const end = Math.min(start + window, rows);
    for (let row = start; row < end; row++) {
      prefix.addRow(0, y, x, row * columns, columns);
      const tail = (row - start + 1) * columns;
      for (let j = 0; j < columns; j++) {
        target[row * columns + j] = joined(suffix, tail + j, prefix, j, min, options.kind);
      }
    }
  }
  return target;
}

/** The statistic of the union of series `i` of `a` and series `j` of `b`. */
function joined(a: CoMoments, i: number, b: CoMoments, j: number, min: number, kind: PairKind): number {
  const n = a.n[i] + b.n[j];
  if (n < min || n < 2) return Number.NaN;
  const weight = (a.n[i] / n) * b.n[j];
  const dx = b.meanX[j] - a.meanX[i];
  const dy = b.meanY[j] - a.meanY[i];
  const sxx = a.sxx[i] + b.sxx[j] + dx * dx * weight;
  const sxy = a.sxy[i] + b.sxy[j] + dx * dy * weight;
  if (kind === "cov") return sxy / (n - 1);
  if (!(sxx > 0)) return Number.NaN;
  if (kind === "beta") return sxy / sxx;
  const syy = a.syy[i] + b.syy[j] + dy * dy * weight;
  return syy > 0 ? Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx * syy))) : Number.NaN;
}

/** Means and (co-)sums of squared deviations of many pairs of series side by side. */
class CoMoments {
  readonly n: Int32Array;
  readonly meanX: Float64Array;
  readonly meanY: Float64Array;
  readonly sxx: Float64Array;
  readonly syy: Float64Array;
  readonly sxy: Float64Array;

  constructor(size: number) {
    this.n = new Int32Array(size);
    this.meanX = new Float64Array(size);
    this.meanY = new Float64Array(size);
    this.sxx = new Float64Array(size);
    this.syy = new Float64Array(size);
    this.sxy = new Float64Array(size);
  }

  private all(): readonly (Int32Array | Float64Array)[] {
    return [this.n, this.meanX, this.meanY, this.sxx, this.syy, this.sxy];
  }

  clear(): void {
    for (const array of this.all()) array.fill(0);
  }

  copyWithin(to: number, from: number, length: number): void {
    for (const array of this.all()) array.copyWithin(to, from, from + length);
  }

  addRow(at: number, y: Float64Array, x: Float64Array, base: number, columns: number): void {
    const { n, meanX, meanY, sxx, syy, sxy } = this;
    for (let j = 0; j < columns; j++) {
      const a = x[base + j];
      const b = y[base + j];
      if (!Number.isFinite(a) || !Number.isFinite(b)) continue;
      const k = at + j;
      const count = ++n[k];
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

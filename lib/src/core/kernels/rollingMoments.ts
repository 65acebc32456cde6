import { checkInteger } from "../errors.js";
import { checkWindow, type Window } from "./window.js";

/** What is computed from the two moments of a window. */
export type MomentKind = "variance" | "std" | "zscore";

export interface RollingMomentsOptions extends Window {
  readonly kind: MomentKind;
  /** Delta degrees of freedom: 1 (default) for the sample, 0 for the population variance. */
  readonly ddof?: number;
}

/**
 * Trailing variance, standard deviation or z-score of each column of a row-major matrix.
 *
 * Blocks carry (count, mean, sum of squared deviations): values are added by Welford's update, the suffix of one
 * block and the prefix of the next are joined by the parallel formula of Chan, Golub & LeVeque (1983). Nothing is
 * subtracted from a running sum, and each block measures from a value of its own, so 1e9 plus small noise keeps its
 * digits and a constant stretch is exactly 0.
 * Missing and infinite values are skipped; fewer than `min` (or `ddof` + 1) present values give `NaN`.
 * A z-score is (value − mean) / std; `NaN` where the window does not vary.
 */
export function rollingMoments(
  source: Float64Array,
  columns: number,
  options: RollingMomentsOptions,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow(`core.rolling.${options.kind}`, options);
  const ddof = checkInteger(`core.rolling.${options.kind}`, "ddof", options.ddof ?? 1, 0);
  const rows = source.length / columns;
  const suffix = new Moments(window + 1, columns);
  const prefix = new Moments(1, columns);
  for (let start = 0; start < rows; start += window) {
    if (start > 0) {
      for (let k = window - 1; k >= 1; k--) {
        suffix.copyRow(k + 1, k);
        suffix.add(k, source, (start - window + k) * columns);
      }
    }
    prefix.clear();
    const end = Math.min(start + window, rows);
    for (let row = start; row < end; row++) {
      prefix.add(0, source, row * columns);
      const tail = (row - start + 1) * columns;
      for (let j = 0; j < columns; j++) {
        const na = suffix.n[tail + j];
        const nb = prefix.n[j];
        const n = na + nb;
        const at = row * columns + j;
        if (n < min || n <= ddof) {
          target[at] = Number.NaN;
          continue;
        }
        const gap = prefix.mean[j] - suffix.mean[tail + j] + (prefix.origin[j] - suffix.origin[j]);
        const m2 = suffix.m2[tail + j] + prefix.m2[j] + ((gap * gap * na) / n) * nb;
        const variance = m2 / (n - ddof);
        if (options.kind === "variance") target[at] = variance;
        else if (options.kind === "std") target[at] = Math.sqrt(variance);
        else {
          const distance = source[at] - prefix.origin[j] - prefix.mean[j] + (gap * na) / n;
          target[at] =
            variance > 0 && Number.isFinite(distance) ? distance / Math.sqrt(variance) : Number.NaN;
        }
      }
    }
  }
  return target;
}

/** Count, mean and sum of squared deviations of many series side by side, in rows of running states. */
class Moments {
  readonly n: Int32Array;
  /** Mean of (value − origin). */
  readonly mean: Float64Array;
  readonly m2: Float64Array;
  /** The first value added to each column since the last clear: what its mean is measured from. */
  readonly origin: Float64Array;

  constructor(
    rows: number,
    private readonly columns: number,
  ) {
    this.n = new Int32Array(rows * columns);
    this.mean = new Float64Array(rows * columns);
    this.m2 = new Float64Array(rows * columns);
    this.origin = new Float64Array(columns);
  }

  clear(): void {
    this.n.fill(0);
    this.mean.fill(0);
    this.m2.fill(0);
  }

  copyRow(from: number, to: number): void {
    const { columns } = this;
    for (const array of [this.n, this.mean, this.m2]) {
      array.copyWithin(to * columns, from * columns, (from + 1) * columns);
    }
  }

  /** Add the matrix row that starts at `base` to the states in `row`. */
  add(row: number, source: Float64Array, base: number): void {
    const { n, mean, m2, origin, columns } = this;
    const at = row * columns;
    for (let j = 0; j < columns; j++) {
      const value = source[base + j];
      if (!Number.isFinite(value)) continue;
      const count = ++n[at + j];
      if (count === 1) origin[j] = value;
      const shifted = value - origin[j];
      const delta = shifted - mean[at + j];
      mean[at + j] += delta / count;
      m2[at + j] += delta * (shifted - mean[at + j]);
    }
  }
}

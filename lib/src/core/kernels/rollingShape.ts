import { eachSeries } from "./eachSeries.js";
import { checkWindow, type Window } from "./window.js";

/** Bias-corrected sample skewness G1, or bias-corrected excess kurtosis G2. */
export type ShapeKind = "skew" | "kurt";

/**
 * Trailing skewness or excess kurtosis of each column of a row-major matrix, corrected for bias as pandas, SAS and
 * Excel have it (Joanes & Gill 1998): with central sums M2, M3, M4 of n values,
 * G1 = n √(n − 1) / (n − 2) · M3 / M2^1.5 and G2 = (n − 1) / ((n − 2)(n − 3)) · ((n + 1) n M4 / M2² − 3 (n − 1)).
 * Missing and infinite values are skipped; fewer than `min` present values (or 3, 4) give `NaN`, as do values that do
 * not vary.
 *
 * Blocks as in `rollingSum`, holding sums of powers measured from a value of the block itself: that value lies
 * inside the window, so no sum is much larger than its central counterpart (see `rollingRegression`). O(1) per value.
 */
export function rollingShape(
  source: Float64Array,
  columns: number,
  options: Window & { kind: ShapeKind },
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow(`core.rolling.${options.kind}`, options);
  const tails = new PowerSums(window + 1);
  const least = Math.max(min, options.kind === "skew" ? 3 : 4);
  const correction = Float64Array.from({ length: window + 1 }, (_, n) => correctionOf(n, options.kind));
  eachSeries(source, columns, target, (series, out) => {
    tails.clear();
    for (let start = 0; start < series.length; start += window) {
      if (start > 0) tails.sumTails(series, start - window, window);
      shapes(series, start, out, { tails, correction, min: least, kind: options.kind });
    }
  });
  return target;
}

/** What the ratio of central sums is multiplied by, for n values. */
function correctionOf(n: number, kind: ShapeKind): number {
  return kind === "skew" ? (n * Math.sqrt(n - 1)) / (n - 2) : (n - 1) / ((n - 2) * (n - 3));
}

interface Block {
  readonly tails: PowerSums;
  readonly correction: Float64Array;
  readonly min: number;
  readonly kind: ShapeKind;
}

/** The results of one block: each of its heads together with the tail of the block before. */
function shapes(
  series: Float64Array,
  start: number,
  out: Float64Array,
  { tails, correction, min, kind }: Block,
): void {
  let from = 0;
  let seen = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  const end = Math.min(start + correction.length - 1, series.length);
  for (let row = start; row < end; row++) {
    const value = series[row];
    if (!Number.isNaN(value)) {
      if (seen++ === 0) from = value;
      const a = value - from;
      s1 += a;
      s2 += a * a;
      s3 += a * a * a;
      s4 += a * a * a * a;
    }
    const k = row - start + 1;
    const n = tails.n[k] + seen;
    if (n < min) {
      out[row] = Number.NaN;
      continue;
    }
    // All sums from one origin: the older block's, or the newer one's when the older is empty.
    const g = tails.n[k] > 0 && seen > 0 ? from - tails.origin : 0;
    const t1 = tails.s1[k] + s1 + seen * g;
    const t2 = tails.s2[k] + s2 + g * (2 * s1 + seen * g);
    const t3 = tails.s3[k] + s3 + g * (3 * s2 + g * (3 * s1 + seen * g));
    const m = t1 / n;
    const m2 = t2 - n * m * m;
    const m3 = t3 - 3 * m * t2 + 2 * n * m * m * m;
    let result = m3 / (m2 * Math.sqrt(m2));
    if (kind === "kurt") {
      const t4 = tails.s4[k] + s4 + g * (4 * s3 + g * (6 * s2 + g * (4 * s1 + seen * g)));
      const m4 = t4 - 4 * m * t3 + 6 * m * m * t2 - 3 * n * m * m * m * m;
      result = ((n + 1) * n * m4) / (m2 * m2) - 3 * (n - 1);
    }
    result *= correction[n];
    out[row] = m2 > 0 && result - result === 0 ? result : Number.NaN;
  }
}

/** For each offset k of a block, count and sums of powers of its rows from k on, measured from its last value. */
class PowerSums {
  readonly n: Int32Array;
  readonly s1: Float64Array;
  readonly s2: Float64Array;
  readonly s3: Float64Array;
  readonly s4: Float64Array;
  origin = 0;

  constructor(length: number) {
    this.n = new Int32Array(length);
    this.s1 = new Float64Array(length);
    this.s2 = new Float64Array(length);
    this.s3 = new Float64Array(length);
    this.s4 = new Float64Array(length);
  }

  clear(): void {
    for (const sums of [this.n, this.s1, this.s2, this.s3, this.s4]) sums.fill(0);
  }

  sumTails(series: Float64Array, start: number, window: number): void {
    const { n, s1, s2, s3, s4 } = this;
    for (let k = window - 1; k >= 1; k--) {
      const value = series[start + k];
      const present = !Number.isNaN(value);
      n[k] = n[k + 1] + (present ? 1 : 0);
      if (present && n[k] === 1) this.origin = value;
      const a = present ? value - this.origin : 0;
      s1[k] = s1[k + 1] + a;
      s2[k] = s2[k + 1] + a * a;
      s3[k] = s3[k + 1] + a * a * a;
      s4[k] = s4[k + 1] + a * a * a * a;
    }
  }
}

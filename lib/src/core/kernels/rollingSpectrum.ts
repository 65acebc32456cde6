import { eachSeries } from "./eachSeries.js";
import { checkWindow, type Window } from "./window.js";

/** Numbers that differ by less than this share are equal. */
const TIE = 1e-12;

export interface SpectrumOptions extends Window {
  /**
   * `energy`: share of the window's variance at periods of `period` rows and longer. `dominant`: the period, in rows,
   * with the largest share; of equal ones the longest.
   */
  readonly kind: "energy" | "dominant";
  /** Shortest period that counts, in rows, at least 2. Default 2: all of them. */
  readonly period?: number;
}

/**
 * The spectrum of the trailing window, column by column: the squared discrete Fourier transform of its values at the
 * frequencies k / n, k = 1 … n / 2. Measured from the mean of the present values; a missing value counts as that
 * mean. `NaN` where fewer than `min` values are present or they do not vary.
 *
 * A window is the end of one block of n rows and the beginning of the next. Their sums are gathered once per block,
 * so a value costs the same for any window, and nothing is ever subtracted from a sum.
 */
export function rollingSpectrum(
  source: Float64Array,
  columns: number,
  { kind, period = 2, ...options }: SpectrumOptions,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingSpectrum", options);
  const highest = Math.floor((window / Math.max(2, period)) * (1 + TIE));
  const blocks = new Blocks(window);
  eachSeries(source, columns, target, (series, out) => {
    for (let start = 0; start < series.length; start += window) {
      const length = Math.min(window, series.length - start);
      const result = out.subarray(start, start + length);
      blocks.moveTo(series, start);
      if (kind === "energy") blocks.energy(highest, result);
      else blocks.dominant(highest, result);
      for (let j = 0; j < length; j++) if (!(blocks.present[j] >= min)) result[j] = Number.NaN;
    }
  });
  return target;
}

/** The end of one block and the beginning of the next: the windows that end in the latter. */
class Blocks {
  /** Per row of the current block, for the window that ends there: present values … */
  readonly present: Float64Array;
  /** … their mean, measured from the origin of the current block … */
  private readonly mean: Float64Array;
  /** … and n times the sum of their squared deviations. */
  private readonly total: Float64Array;
  private readonly power: Float64Array;
  private readonly most: Float64Array;
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;
  /** The two blocks from their origins, missing values 0, and where they have a value (1 or 0). */
  private readonly before: Float64Array;
  private readonly beforeMask: Float64Array;
  private readonly now: Float64Array;
  private readonly nowMask: Float64Array;
  /** Sums over the rows of the block before from a row on. */
  private readonly tail: readonly Float64Array[];
  /** Origin of the block before, measured from that of the current one … */
  private gap = 0;
  /** … which is the value of this row: windows that end earlier do not know it. */
  private first = 0;

  constructor(private readonly n: number) {
    const room = () => new Float64Array(n);
    [this.present, this.mean, this.total, this.power, this.most] = Array.from({ length: 5 }, room);
    [this.before, this.beforeMask, this.now, this.nowMask] = Array.from({ length: 4 }, room);
    this.tail = Array.from({ length: 4 }, () => new Float64Array(n + 1));
    this.cos = Float64Array.from({ length: n }, (_, i) => Math.cos((2 * Math.PI * i) / n));
    this.sin = Float64Array.from({ length: n }, (_, i) => Math.sin((2 * Math.PI * i) / n));
  }

  /** Take the block that starts at row `start`, and the one before it. */
  moveTo(series: Float64Array, start: number): void {
    const { n } = this;
    const last = this.load(series, start - n, this.before, this.beforeMask, true);
    const origin = this.load(series, start, this.now, this.nowMask, false);
    const gap = last - origin;
    this.gap = Number.isNaN(gap) ? 0 : gap;
    this.first = this.nowMask.indexOf(1);
    this.moments();
  }

  /** Copy a block, measured from its last or its first present value, which is returned. */
  private load(
    series: Float64Array,
    start: number,
    values: Float64Array,
    mask: Float64Array,
    fromLast: boolean,
  ): number {
    const { n } = this;
    let origin = Number.NaN;
    for (let j = 0; j < n; j++) {
      const value = series[start + (fromLast ? n - 1 - j : j)];
      if (!(value - value === 0)) continue;
      origin = value;
      break;
    }
    for (let j = 0; j < n; j++) {
      const value = series[start + j] - origin;
      const here = value - value === 0;
      values[j] = here ? value : 0;
      mask[j] = here ? 1 : 0;
    }
    return origin;
  }

  private moments(): void {
    const { n, first, before, beforeMask, now, nowMask } = this;
    const [counts, sums, squares] = this.tail;
    counts[n] = sums[n] = squares[n] = 0;
    for (let j = n - 1; j >= 0; j--) {
      counts[j] = counts[j + 1] + beforeMask[j];
      sums[j] = sums[j + 1] + before[j];
      squares[j] = squares[j + 1] + before[j] * before[j];
    }
    let count = 0;
    let sum = 0;
    let square = 0;
    for (let j = 0; j < n; j++) {
      count += nowMask[j];
      sum += now[j];
      square += now[j] * now[j];
      const m = counts[j + 1];
      const gap = j < first ? 0 : this.gap;
      const present = m + count;
      const whole = sums[j + 1] + m * gap + sum;
      const spread = squares[j + 1] + 2 * gap * sums[j + 1] + m * gap * gap + square;
      this.present[j] = present;
      this.mean[j] = whole / present;
      this.total[j] = n * (spread - (whole * whole) / present);
    }
  }

  /** Share of the variance at the frequencies 1 … `highest`. */
  energy(highest: number, out: Float64Array): void {
    const { power, total } = this;
    const sum = this.most.fill(0);
    for (let k = 1; k <= highest; k++) {
      this.powerAt(k);
      for (let j = 0; j < out.length; j++) sum[j] += power[j];
    }
    for (let j = 0; j < out.length; j++) out[j] = total[j] > 0 ? Math.min(1, sum[j] / total[j]) : Number.NaN;
  }

  /** n / k of the frequency k with the largest power. */
  dominant(highest: number, out: Float64Array): void {
    const { power, total, n } = this;
    const most = this.most.fill(0);
    out.fill(Number.NaN);
    for (let k = 1; k <= highest; k++) {
      this.powerAt(k);
      for (let j = 0; j < out.length; j++) {
        if (!(power[j] > most[j] * (1 + TIE) && total[j] > 0)) continue;
        most[j] = power[j];
        out[j] = n / k;
      }
    }
  }

  /** The power at frequency k and at its mirror n − k, for each window. */
  private powerAt(k: number): void {
    const { n, first, cos, sin, before, beforeMask, now, nowMask, mean, power } = this;
    const [re, im, maskRe, maskIm] = this.tail;
    re[n] = im[n] = maskRe[n] = maskIm[n] = 0;
    for (let j = n - 1, i = (k * j) % n; j >= 0; j--, i = i < k ? i - k + n : i - k) {
      re[j] = re[j + 1] + before[j] * cos[i];
      im[j] = im[j + 1] + before[j] * sin[i];
      maskRe[j] = maskRe[j + 1] + beforeMask[j] * cos[i];
      maskIm[j] = maskIm[j + 1] + beforeMask[j] * sin[i];
    }
    const sides = 2 * k < n ? 2 : 1;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = 0, i = 0; j < n; j++, i = i + k < n ? i + k : i + k - n) {
      a += now[j] * cos[i];
      b += now[j] * sin[i];
      c += nowMask[j] * cos[i];
      d += nowMask[j] * sin[i];
      const shift = (j < first ? 0 : this.gap) - mean[j];
      const x = re[j + 1] + shift * maskRe[j + 1] + a - mean[j] * c;
      const y = im[j + 1] + shift * maskIm[j + 1] + b - mean[j] * d;
      power[j] = sides * (x * x + y * y);
    }
  }
}

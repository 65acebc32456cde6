import { fail } from "../errors.js";
import { detrendedFluctuation, expectedFluctuation } from "./detrendedFluctuation.js";
import { eachSeries } from "./eachSeries.js";
import { expectedRescaledRange, rescaledRange } from "./rescaledRange.js";
import { checkWindow, type Window } from "./window.js";

export type HurstKind = "rs" | "dfa";

/** Smallest window that leaves at least two sizes to draw a line through. */
export const HURST_WINDOW = 32;

/** One way to measure how the spread of a walk grows with its length. */
interface Method {
  /** Largest size of a piece, as a share of the window. */
  readonly largest: number;
  readonly smallest: number;
  /** What is averaged over the pieces of one size; `NaN` for a piece that does not count. */
  measure(series: Float64Array, from: number, size: number): number;
  /** The mean of `measure` for independent normal values. */
  expected(size: number): number;
  /** The power of the spread that `measure` is. */
  readonly power: number;
}

const METHODS: Readonly<Record<HurstKind, Method>> = {
  rs: { largest: 1, smallest: 8, measure: rescaledRange, expected: expectedRescaledRange, power: 1 },
  dfa: {
    largest: 1 / 4,
    smallest: 4,
    measure: detrendedFluctuation,
    expected: expectedFluctuation,
    power: 2,
  },
};

/**
 * Hurst exponent of the trailing window, column by column: ½ plus the least-squares slope of
 * ln(measured / expected of independent values) / power on ln(size), over sizes that halve from the largest on. The
 * present values of the window stand next to each other and are cut into whole pieces from the newest on. `NaN` where
 * fewer than `min` values are present or fewer than two sizes have a mean above 0.
 */
export function rollingHurst(
  source: Float64Array,
  columns: number,
  { kind, ...options }: Window & { kind: HurstKind },
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingHurst", options);
  if (window < HURST_WINDOW)
    fail("core.rollingHurst", `window must be at least ${HURST_WINDOW}`, { received: window });
  const method = METHODS[kind];
  const sizes = sizesOf(method, window);
  const logSizes = sizes.map(Math.log);
  const logExpected = sizes.map((size) => Math.log(method.expected(size)));
  const line = new Line(sizes.length);
  eachSeries(source, columns, target, (series, out) => {
    const { values, until } = compressed(series);
    const measured = sizes.map((size) => measureAll(method, values, size));
    for (let t = 0; t < out.length; t++) {
      const present = until[t] - (t >= window ? until[t - window] : 0);
      line.clear();
      for (let k = 0; present >= min && k < sizes.length; k++) {
        const mean = meanOfPieces(measured[k], until[t] - 1, sizes[k], present);
        if (mean > 0) line.add(logSizes[k], (Math.log(mean) - logExpected[k]) / method.power);
      }
      out[t] = 0.5 + line.slope();
    }
  });
  return target;
}

function sizesOf({ largest, smallest }: Method, window: number): number[] {
  const sizes: number[] = [];
  for (let size = Math.floor(window * largest); size >= smallest; size = Math.floor(size / 2))
    sizes.push(size);
  return sizes;
}

/** The present values next to each other, and how many of them there are up to each row. */
function compressed(series: Float64Array): { values: Float64Array; until: Int32Array } {
  const until = new Int32Array(series.length);
  let n = 0;
  const values = series.filter((value, t) => {
    const here = !Number.isNaN(value);
    if (here) n++;
    until[t] = n;
    return here;
  });
  return { values, until };
}

/** The measure of the piece that ends at each value. */
function measureAll({ measure }: Method, values: Float64Array, size: number): Float64Array {
  const measured = new Float64Array(values.length).fill(Number.NaN);
  for (let end = size - 1; end < values.length; end++) measured[end] = measure(values, end - size + 1, size);
  return measured;
}

function meanOfPieces(measured: Float64Array, end: number, size: number, present: number): number {
  let sum = 0;
  let n = 0;
  for (let used = size, at = end; used <= present; used += size, at -= size) {
    if (Number.isNaN(measured[at])) continue;
    sum += measured[at];
    n++;
  }
  return sum / n;
}

/** The least-squares slope through a few points. */
class Line {
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private n = 0;

  constructor(most: number) {
    this.x = new Float64Array(most);
    this.y = new Float64Array(most);
  }

  clear(): void {
    this.n = 0;
  }

  add(x: number, y: number): void {
    this.x[this.n] = x;
    this.y[this.n++] = y;
  }

  slope(): number {
    const { x, y, n } = this;
    if (n < 2) return Number.NaN;
    let mean = 0;
    for (let i = 0; i < n; i++) mean += x[i] / n;
    let along = 0;
    let spread = 0;
    for (let i = 0; i < n; i++) {
      along += (x[i] - mean) * y[i];
      spread += (x[i] - mean) ** 2;
    }
    return along / spread;
  }
}

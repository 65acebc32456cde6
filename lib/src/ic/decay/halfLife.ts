/** The exponential that fits a decay best. */
export interface DecayFit {
  /** Fitted value at lag 0. */
  readonly start: number;
  /** Sessions in which the fitted curve falls to half; `Infinity` when it does not fall, `NaN` with fewer than 3 values. */
  readonly halfLife: number;
  /** 1 − squared residuals / squared values: what the curve explains of a decay to nothing. */
  readonly r2: number;
}

/** Half-lives that are told from a curve of `n` lags: longer than ten times the curve is no decay. */
const LONGEST = 10;
const SHORTEST = 0.1;
const GRID = 200;

/**
 * Least squares of a · 2^(−k / half-life) on values at lags k = 0, 1, …; missing values are skipped.
 *
 * Least squares on the values themselves, not on their logarithms: an IC that is noise around zero has a sign, and a
 * logarithm would drop the negative half. For a given half-life the best a is a ratio; the half-life is searched
 * between 0.1 and 10 times the number of lags. The half-life of an IC: Grinold & Kahn (2000), chapter 13.
 */
export function fitDecay(values: Float64Array): DecayFit {
  const present = values.reduce((n, value) => (Number.isNaN(value) ? n : n + 1), 0);
  const squares = values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value * value), 0);
  if (present < 3 || squares === 0) return { start: Number.NaN, halfLife: Number.NaN, r2: Number.NaN };
  const low = Math.log(SHORTEST);
  const high = Math.log(LONGEST * values.length);
  const step = (high - low) / GRID;
  let best = 0;
  for (let k = 1; k <= GRID; k++) {
    if (gain(values, low + k * step).gain > gain(values, low + best * step).gain) best = k;
  }
  const at = climb(values, low + Math.max(0, best - 1) * step, low + Math.min(GRID, best + 1) * step);
  const { start, gain: explained } = gain(values, at);
  return { start, halfLife: best === GRID ? Infinity : Math.exp(at), r2: explained / squares };
}

/** The best a for a half-life, and by how much it lowers the sum of squares. */
function gain(values: Float64Array, logHalfLife: number): { start: number; gain: number } {
  const rate = -Math.LN2 / Math.exp(logHalfLife);
  let products = 0;
  let squares = 0;
  for (let k = 0; k < values.length; k++) {
    if (Number.isNaN(values[k])) continue;
    const weight = Math.exp(rate * k);
    products += weight * values[k];
    squares += weight * weight;
  }
  const start = squares > 0 ? products / squares : 0;
  return { start, gain: start * products };
}

/** Golden-section search for the largest gain. */
function climb(values: Float64Array, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = from;
  let high = to;
  while (high - low > 1e-9) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (gain(values, left).gain >= gain(values, right).gain) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

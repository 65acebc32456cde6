import { fail } from "../errors.js";
import { rankInto } from "./rank.js";
import { rankCorrelation } from "./rankCorrelation.js";

/**
 * Pearson's correlation of the pairs in which both values are present.
 * `NaN` with fewer than two pairs or when one side does not vary. Two passes, so that a large mean costs no digits.
 */
export function pearson(x: Float64Array, y: Float64Array): number {
  if (x.length !== y.length)
    fail("core.pearson", `x and y must be of one length, x has ${x.length}`, { received: y.length });
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < x.length; i++) {
    const a = x[i];
    const b = y[i];
    if (!Number.isNaN(a) && !Number.isNaN(b)) {
      n++;
      sumX += a;
      sumY += b;
    }
  }
  if (n < 2) return Number.NaN;
  const meanX = sumX / n;
  const meanY = sumY / n;
  let sxx = 0;
  let syy = 0;
  let sxy = 0;
  let sizeX = 0;
  let sizeY = 0;
  for (let i = 0; i < x.length; i++) {
    const a = x[i];
    const b = y[i];
    if (!Number.isNaN(a) && !Number.isNaN(b)) {
      const dx = a - meanX;
      const dy = b - meanY;
      sxx += dx * dx;
      syy += dy * dy;
      sxy += dx * dy;
      sizeX += a * a;
      sizeY += b * b;
    }
  }
  if (sxx <= sizeX * FLAT || syy <= sizeY * FLAT) return Number.NaN;
  return clamp(sxy / Math.sqrt(sxx * syy));
}

/** A sum of squared deviations below this share of the sum of squares is rounding error: the series is constant. */
const FLAT = 1e-30;

function clamp(r: number): number {
  return Math.max(-1, Math.min(1, r));
}

/**
 * Spearman's rank correlation: {@link rankCorrelation} of the average ranks, ranked among the complete pairs only.
 * The same as `scipy.stats.spearmanr` on the complete pairs.
 */
export function spearman(x: Float64Array, y: Float64Array): number {
  if (x.length !== y.length)
    fail("core.spearman", `x and y must be of one length, x has ${x.length}`, { received: y.length });
  const a = new Float64Array(x.length);
  const b = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const complete = !Number.isNaN(x[i]) && !Number.isNaN(y[i]);
    a[i] = complete ? x[i] : Number.NaN;
    b[i] = complete ? y[i] : Number.NaN;
  }
  const ranksA = new Float64Array(x.length);
  const ranksB = new Float64Array(x.length);
  rankInto(a, ranksA);
  rankInto(b, ranksB);
  return rankCorrelation(ranksA, ranksB);
}

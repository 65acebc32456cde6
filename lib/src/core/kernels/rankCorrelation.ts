/**
 * Correlation of two rows of ranks over the pairs in which both are present: Pearson's formula in one pass.
 *
 * Ranks are multiples of ½, so that their sums, squares and products are exact in a double, and nothing is lost by
 * not subtracting the mean first. For other values use {@link pearson}.
 *
 * @param a average ranks, `NaN` for missing
 * @param b ranks of the same length
 * @returns `NaN` with fewer than two pairs or when one side does not vary
 */
export function rankCorrelation(a: Float64Array, b: Float64Array): number {
  let n = 0;
  let sumA = 0;
  let sumB = 0;
  let squaresA = 0;
  let squaresB = 0;
  let products = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i];
    const y = b[i];
    const xy = x * y;
    if (Number.isNaN(xy)) continue;
    n++;
    sumA += x;
    sumB += y;
    squaresA += x * x;
    squaresB += y * y;
    products += xy;
  }
  if (n < 2) return Number.NaN;
  const varianceA = n * squaresA - sumA * sumA;
  const varianceB = n * squaresB - sumB * sumB;
  if (varianceA <= n * squaresA * FLAT || varianceB <= n * squaresB * FLAT) return Number.NaN;
  const r = (n * products - sumA * sumB) / Math.sqrt(varianceA * varianceB);
  return Math.max(-1, Math.min(1, r));
}

/** One rank that differs from all others gives 1 / n; less is rounding, met beyond 9,000 names. */
const FLAT = 1e-12;

/**
 * Range of the cumulated deviations from the mean over the standard deviation (ddof 0) of `size` values from `from`
 * on: Hurst's R/S. `NaN` where they do not vary.
 */
export function rescaledRange(series: Float64Array, from: number, size: number): number {
  const origin = series[from];
  let mean = 0;
  for (let i = from; i < from + size; i++) mean += series[i] - origin;
  mean /= size;
  let walk = 0;
  let top = 0;
  let bottom = 0;
  let squares = 0;
  for (let i = from; i < from + size; i++) {
    const deviation = series[i] - origin - mean;
    squares += deviation * deviation;
    walk += deviation;
    if (walk > top) top = walk;
    else if (walk < bottom) bottom = walk;
  }
  return squares > 0 ? (top - bottom) / Math.sqrt(squares / size) : Number.NaN;
}

/**
 * The mean of R/S for independent normal values (Anis & Lloyd 1976):
 * Γ((m − 1) / 2) / (√π Γ(m / 2)) · Σ √((m − i) / i), i = 1 … m − 1.
 */
export function expectedRescaledRange(size: number): number {
  let ratio = size % 2 === 0 ? 1 : 2 / Math.PI;
  for (let m = size % 2 === 0 ? 2 : 3; m < size; m += 2) ratio *= (m - 1) / m;
  let sum = 0;
  for (let i = 1; i < size; i++) sum += Math.sqrt((size - i) / i);
  return ratio * sum;
}

/**
 * Mean of the present values among the last `window` ones, the current one included; missing until a whole window
 * has passed, and where fewer than half of the window is present.
 */
export function trailingMean(values: Float64Array, window: number): Float64Array {
  const out = new Float64Array(values.length).fill(Number.NaN);
  for (let i = window - 1; i < values.length; i++) {
    let sum = 0;
    let n = 0;
    for (let k = i - window + 1; k <= i; k++) {
      if (Number.isNaN(values[k])) continue;
      sum += values[k];
      n++;
    }
    if (n * 2 >= window) out[i] = sum / n;
  }
  return out;
}

/** A walk that its line explains but for this share of its squares is a straight line. */
const STRAIGHT = 1e-20;

/**
 * Mean square of what the least-squares line leaves of the cumulated sums of `size` values from `from` on: the F² of
 * one segment in detrended fluctuation analysis of order 1. 0 where the walk
 * is a straight line.
 */
export function detrendedFluctuation(series: Float64Array, from: number, size: number): number {
  const origin = series[from];
  let mean = 0;
  for (let i = from; i < from + size; i++) mean += series[i] - origin;
  mean /= size;
  const middle = (size - 1) / 2;
  let height = 0;
  let along = 0;
  let walk = 0;
  for (let k = 0; k < size; k++) {
    walk += series[from + k] - origin - mean;
    height += walk;
    along += walk * (k - middle);
  }
  height /= size;
  const slope = along / ((size * (size * size - 1)) / 12);
  let squares = 0;
  let whole = 0;
  walk = 0;
  for (let k = 0; k < size; k++) {
    walk += series[from + k] - origin - mean;
    squares += (walk - height - slope * (k - middle)) ** 2;
    whole += walk * walk;
  }
  return squares > STRAIGHT * whole ? squares / size : 0;
}

/** The mean of F² for independent values of variance 1: (s² − 4) / (15 s). */
export const expectedFluctuation = (size: number): number => (size * size - 4) / (15 * size);

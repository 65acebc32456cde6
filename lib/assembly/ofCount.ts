import { KURT, SKEW } from "./moment";

/** Bytes of what a count of values has. */
export const OF_COUNT: usize = 32;

/**
 * What moments take from the count of values alone, for each count up to a whole window: its reciprocal, the scale of
 * the quotient of central sums (missing for less than `least`), and what that is of a normal distribution.
 */
export function fillCounts(kind: i32, at: usize, window: i32, least: f64, ddof: f64): void {
  for (let i = 0; i <= window; i++) {
    const n: f64 = i;
    f64.store(at, 1 / n);
    f64.store(at, n < least ? NaN : scaleOf(kind, n, ddof), 8);
    f64.store(at, (3 * (n - 1) * (n - 1)) / ((n - 2) * (n - 3)), 16);
    at += OF_COUNT;
  }
}

function scaleOf(kind: i32, n: f64, ddof: f64): f64 {
  if (kind === KURT) return (n * (n * n - 1)) / ((n - 2) * (n - 3));
  if (kind === SKEW) return (n * Math.sqrt(n - 1)) / (n - 2);
  return 1 / (n - ddof);
}

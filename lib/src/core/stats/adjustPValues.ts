import { checkInteger, checkOneOf, fail } from "../errors.js";

/** How p-values of several tests are corrected for their number. */
export const P_ADJUSTMENTS = ["bonferroni", "holm", "bh", "by"] as const;
export type PAdjustment = (typeof P_ADJUSTMENTS)[number];

/**
 * p-values corrected for the number of tests, in the order given; reject where the corrected value is at most the level.
 *
 * - `bonferroni`: m p, holds the chance of any false rejection
 * - `holm` (1979): the same, step-down, never less powerful
 * - `bh`: Benjamini & Hochberg (1995), holds the expected share of false rejections for independent or positively
 *   dependent tests
 * - `by`: Benjamini & Yekutieli (2001), the same under any dependence
 *
 * Missing p-values stay missing and do not count as tests. Equal to statsmodels' `multipletests`.
 *
 * @param p two-sided or one-sided p-values, 0 to 1
 * @param method default `bh`
 * @param tests how many tests were made in all, when more than are given here: the others count as having found
 * nothing. Default: the p-values given
 */
export function adjustPValues(
  p: ArrayLike<number>,
  method: PAdjustment = "bh",
  tests?: number,
): Float64Array {
  const who = "core.adjustPValues";
  checkOneOf(who, "method", method, P_ADJUSTMENTS);
  const out = Float64Array.from(p);
  const order: number[] = [];
  out.forEach((value, i) => {
    if (value < 0 || value > 1) fail(who, "p-values must be between 0 and 1", { received: value });
    if (!Number.isNaN(value)) order.push(i);
  });
  order.sort((i, j) => out[i] - out[j]);
  const m = tests ?? order.length;
  checkInteger(who, "tests", m, order.length, "at least as many as p-values are given");
  if (method === "bonferroni") for (const i of order) out[i] = Math.min(1, out[i] * m);
  else if (method === "holm") stepDown(out, order, m);
  else stepUp(out, order, method === "by" ? m * harmonic(m) : m);
  return out;
}

function stepDown(p: Float64Array, order: readonly number[], m: number): void {
  let most = 0;
  order.forEach((i, k) => {
    most = Math.max(most, Math.min(1, p[i] * (m - k)));
    p[i] = most;
  });
}

function stepUp(p: Float64Array, order: readonly number[], m: number): void {
  let least = 1;
  for (let k = order.length - 1; k >= 0; k--) {
    least = Math.min(least, (p[order[k]] * m) / (k + 1));
    p[order[k]] = least;
  }
}

/** 1 + 1/2 + … + 1/m. */
function harmonic(m: number): number {
  let total = 0;
  for (let k = 1; k <= m; k++) total += 1 / k;
  return total;
}

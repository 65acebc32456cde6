import { checkNumber, fail } from "../errors.js";
import { normalP, normalQuantile } from "./distributions.js";
import { FIXED_B_TABLE } from "./fixedBTable.js";

/** Smallest p-value that {@link fixedBP} gives: the table ends at the normal score 5. */
export const FIXED_B_LEAST_P: number = normalP(5);

/**
 * Two-sided p-value of a mean's t-statistic whose Bartlett bandwidth is the share `b` of the sample: b = (lags + 1) / n.
 *
 * A normal p-value pretends that the long-run variance is known; with few bandwidths in the sample it is not. Under
 * the fixed-b limit (Kiefer & Vogelsang 2005) the t tends to W(1) / √Q(b), which has heavier tails the larger b is.
 * Its quantiles are simulated (`tests/golden/core/fixed_b.py`), within 2 % of the polynomials of the paper.
 * b → 0 is the normal distribution. `NaN` for a missing t; never below {@link FIXED_B_LEAST_P}.
 *
 * @param t mean / Newey–West error, no small-sample correction
 * @param b in (0, 1]
 */
export function fixedBP(t: number, b: number): number {
  checkShare("core.fixedBP", b);
  if (Number.isNaN(t)) return Number.NaN;
  return normalP(scoreOf(Math.abs(t), b));
}

/** The |t| that is exceeded with probability `p` (two-sided) in the fixed-b limit, see {@link fixedBP}. */
export function fixedBCritical(p: number, b: number): number {
  const who = "core.fixedBCritical";
  checkShare(who, b);
  checkNumber(who, "p", p, { min: FIXED_B_LEAST_P, max: 1 });
  const z = -normalQuantile(p / 2);
  let k = 0;
  while (k < FIXED_B_TABLE.length - 1 && FIXED_B_TABLE[k].z < z) k++;
  if (k === 0) return z * stretch(0, b);
  const { z: lowZ } = FIXED_B_TABLE[k - 1];
  const share = (z - lowZ) / (FIXED_B_TABLE[k].z - lowZ);
  return z * ((1 - share) * stretch(k - 1, b) + share * stretch(k, b));
}

/** The normal score that is exceeded as often as |t| is in the fixed-b limit. */
function scoreOf(t: number, b: number): number {
  let lowT = 0;
  let lowStretch = stretch(0, b);
  for (let k = 0; k < FIXED_B_TABLE.length; k++) {
    const here = stretch(k, b);
    const hereT = FIXED_B_TABLE[k].z * here;
    if (t <= hereT) {
      const share = (t - lowT) / (hereT - lowT);
      return t / ((1 - share) * lowStretch + share * here);
    }
    lowT = hereT;
    lowStretch = here;
  }
  return FIXED_B_TABLE[FIXED_B_TABLE.length - 1].z;
}

/** Critical value over normal score in row `k` of the table: 1 + a1 b + a2 b² + …. */
function stretch(k: number, b: number): number {
  const { a } = FIXED_B_TABLE[k];
  let value = 0;
  for (let i = a.length - 1; i >= 0; i--) value = (value + a[i]) * b;
  return 1 + value;
}

function checkShare(who: string, b: number): void {
  if (!(b > 0 && b <= 1))
    fail(who, "b must be a share of the sample, above 0 and at most 1", { received: b });
}

/// <reference path="./jstat.d.ts" />
import jStat from "jstat";
import { checkNumber } from "../errors.js";

/**
 * Cumulative distributions and quantiles, from jStat: within 1e-13 of scipy for the normal, 5e-8 for Student's t.
 * (simple-statistics' normal is a table with two decimals of z.)
 */

/** P(Z ≤ x) of a standard normal. `NaN` for a missing x. */
export function normalCdf(x: number): number {
  return Number.isNaN(x) ? Number.NaN : jStat.normal.cdf(x, 0, 1);
}

/** The x with P(Z ≤ x) = p of a standard normal; −∞ and ∞ at 0 and 1. */
export function normalQuantile(p: number): number {
  checkNumber("core.normalQuantile", "p", p, { min: 0, max: 1 });
  if (p === 0) return -Infinity;
  return p === 1 ? Infinity : jStat.normal.inv(p, 0, 1);
}

/** P(T ≤ x) of Student's t with `df` > 0 degrees of freedom. `NaN` for a missing x or df that is not positive. */
export function studentTCdf(x: number, df: number): number {
  if (Number.isNaN(x) || !(df > 0)) return Number.NaN;
  if (x === 0) return 0.5;
  if (Math.abs(x) === Infinity) return x > 0 ? 1 : 0;
  const lower = jStat.studentt.cdf(-Math.abs(x), df);
  return x < 0 ? lower : 1 - lower;
}

/** The x with P(T ≤ x) = p of Student's t with `df` degrees of freedom; `NaN` for df that is not positive. */
export function studentTQuantile(p: number, df: number): number {
  checkNumber("core.studentTQuantile", "p", p, { min: 0, max: 1 });
  if (!(df > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  return p < 0.5 ? jStat.studentt.inv(p, df) : -jStat.studentt.inv(1 - p, df);
}

/** Two-sided p-value of a statistic that is standard normal when nothing is there. */
export function normalP(z: number): number {
  return 2 * normalCdf(-Math.abs(z));
}

/** Two-sided p-value of a statistic that is Student's t with `df` degrees of freedom when nothing is there. */
export function studentTP(t: number, df: number): number {
  return Math.min(1, 2 * studentTCdf(-Math.abs(t), df));
}

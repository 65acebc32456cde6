import { checkInteger, checkKeys } from "../errors.js";
import { mean } from "./moments.js";
import { overlapSeen, type Persistence, persistenceSeen } from "./shareSeen.js";

export interface CosineMean {
  /** Mean of the present values. */
  readonly mean: number;
  /** Standard error of the mean. */
  readonly se: number;
  /** mean / se, for the hypothesis of a zero mean: Student's t with `cosines` degrees of freedom. */
  readonly t: number;
  /** Number of present values. */
  readonly n: number;
  /** Cosines averaged over: the degrees of freedom of `se`. */
  readonly cosines: number;
  /** Share of the long-run variance that the cosines see of the given persistence; 1 without. */
  readonly persistenceSeen: number;
}

export interface CosineOptions {
  /** Sessions that each value spans, at least 1. Default 1: no overlap. */
  overlap?: number;
  /** How what is new in the values persists beyond the overlap. Default: not at all. */
  persistence?: Persistence;
}

/**
 * Mean of a serially dependent series with the equal-weighted cosine estimate of its long-run variance (Müller 2004;
 * Lazarus, Lewis, Stock & Watson 2018): the mean square of the projections √(2/n) Σ x cos(π j (t − ½) / n), j = 1 … ν.
 * These see only movements with periods of at least 2n / ν values, so that shorter dependence is all in the error; and
 * the t is Student's with ν degrees of freedom, which says that few of them make an uncertain error.
 *
 * Where each value is a sum over `overlap` sessions, cosines that are not much slower than that miss a part of the
 * long-run variance. It is put back: the estimate is divided by the share that they see of moving sums of independent
 * shocks, the mean of Fejér's kernel (sin(h ω / 2) / (h sin(ω / 2)))² over their frequencies ω = π j / n. Where they
 * also persist beyond that, the same is done with the spectrum of `persistence`.
 *
 * Missing values are dropped first, so that time counts present values. `NaN` with fewer than two values or without
 * variation.
 */
export function cosineMean(values: Float64Array, cosines: number, options: CosineOptions = {}): CosineMean {
  checkInteger("core.cosineMean", "cosines", cosines, 1);
  checkKeys("core.cosineMean", options, ["overlap", "persistence"]);
  const { overlap = 1, persistence } = options;
  checkInteger("core.cosineMean", "overlap", overlap, 1);
  const x = values.filter((value) => !Number.isNaN(value));
  const n = x.length;
  const center = mean(x);
  for (let i = 0; i < n; i++) x[i] -= center;
  const persistent = persistence ? persistenceSeen(n, cosines, persistence) : 1;
  const seen = overlapSeen(n, cosines, overlap) * persistent;
  const longRun = (meanSquare(projections(x, cosines)) * (2 / n)) / seen;
  const se = n >= 2 && longRun > 0 ? Math.sqrt(longRun / n) : Number.NaN;
  return { mean: center, se, t: center / se, n, cosines, persistenceSeen: persistent };
}

/** Σ x cos(j θ) for j = 1 … `count`, cos(j θ) by its recurrence in j. */
function projections(x: Float64Array, count: number): Float64Array {
  const out = new Float64Array(count);
  for (let i = 0; i < x.length; i++) {
    const first = Math.cos((Math.PI * (i + 0.5)) / x.length);
    let before = 1;
    let now = first;
    for (let j = 0; j < count; j++) {
      out[j] += x[i] * now;
      const next = 2 * first * now - before;
      before = now;
      now = next;
    }
  }
  return out;
}

function meanSquare(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value * value;
  return total / values.length;
}

import { adjustPValues, normalP } from "../core/index.js";
import { DEFAULT_TEST } from "./meanInference.js";
import type { FactorReportData } from "./reportData.js";

/** The rank IC of one factor at one horizon, judged as one of many tests. */
export interface ManyTestsRow {
  readonly factor: string;
  readonly horizon: number;
  /** Mean rank IC. */
  readonly rankIc: number;
  /** Two-sided p-value of the default test, uncorrected. */
  readonly p: number;
  /** p × number of tests: holds the chance of a single false finding. */
  readonly bonferroni: number;
  /** Benjamini–Hochberg: holds the expected share of false findings. */
  readonly bh: number;
  /** Passes the threshold of Harvey, Liu & Zhu (2016) for a new factor: p below that of a normal |t| of 3, 0.0027. */
  readonly hlz: boolean;
}

/** Two-sided p-value of |t| = 3. */
const HLZ_P = normalP(3);

/**
 * Correct the p-values of all factors and horizons for their number, by Bonferroni and Benjamini & Hochberg (1995).
 * The number of tests is that of these reports: variants that were tried and left out are not counted. Rank ICs
 * without a p-value do not count.
 */
export function manyTests(reports: readonly FactorReportData[]): ManyTestsRow[] {
  const tests = reports.flatMap(({ factor, horizons }) =>
    horizons.map(({ horizon, inference }) => ({
      factor: factor.name,
      horizon,
      rankIc: inference.mean,
      p: inference[DEFAULT_TEST].p,
    })),
  );
  const p = tests.map((test) => test.p);
  const bonferroni = adjustPValues(p, "bonferroni");
  const bh = adjustPValues(p, "bh");
  return tests.map((test, i) => ({ ...test, bonferroni: bonferroni[i], bh: bh[i], hlz: test.p < HLZ_P }));
}

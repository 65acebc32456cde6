import { adjustPValues, normalP, recordedTrials } from "../core/index.js";
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

/** The tests of a set of reports, corrected for all that were made. */
export interface ManyTests {
  /** One per factor and horizon. */
  readonly rows: readonly ManyTestsRow[];
  /** What the p-values are corrected for: the tests of the rows, and those of other variants that the run has tried. */
  readonly tests: number;
}

/**
 * Correct the p-values of all factors and horizons for their number, by Bonferroni and Benjamini & Hochberg (1995).
 *
 * The number comes from the run: every other variant that it has recorded (factors that were tried and left out, other
 * options, backtests) counts as one more factor that was looked at at as many horizons and found nothing. Without a run,
 * only these reports count. Rank ICs without a p-value do not.
 *
 * @param trials variants tried in all. Default: the distinct ones that the run has recorded
 */
export function manyTests(
  reports: readonly FactorReportData[],
  trials: number = recordedTrials()?.distinct ?? 0,
): ManyTests {
  const found = reports.flatMap(({ factor, horizons }) =>
    horizons.map(({ horizon, inference }) => ({
      factor: factor.name,
      horizon,
      rankIc: inference.mean,
      p: inference[DEFAULT_TEST].p,
    })),
  );
  const p = found.map((test) => test.p);
  const given = p.filter((value) => !Number.isNaN(value)).length;
  const most = Math.max(0, ...reports.map(({ horizons }) => horizons.length));
  const tests = given + Math.max(0, trials - reports.length) * most;
  const bonferroni = adjustPValues(p, "bonferroni", tests);
  const bh = adjustPValues(p, "bh", tests);
  const rows = found.map((test, i) => ({
    ...test,
    bonferroni: bonferroni[i],
    bh: bh[i],
    hlz: test.p < HLZ_P,
  }));
  return { rows, tests };
}

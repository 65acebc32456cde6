import { checkInteger, checkKeys, checkNumber, fail, recordedTrials } from "../../core/index.js";
import { deflatedSharpe, periodsPerYear } from "../../risk/index.js";
import type { HorizonReport } from "../horizonReport.js";
import { manyTests } from "../manyTests.js";
import { DEFAULT_TEST } from "../meanInference.js";
import type { FactorReportData } from "../reportData.js";
import type { FactorCorrelationData } from "./correlationData.js";
import { FactorRanking } from "./factorRanking.js";
import type { RankedFactor } from "./rankingData.js";
import { alikeAhead } from "./redundant.js";
import { stability } from "./stability.js";

export interface RankingOptions {
  /** Horizon in sessions at which factors are compared. Default: the longest evaluated. */
  horizon?: number;
  /** Cost of trading, in basis points of each traded amount. Default 5. */
  costBps?: number;
  /** Length of the windows of the stability, in dates. Default 5. */
  window?: number;
  /** What `ic.correlation` found for these factors; adds clusters and redundancy. Default: neither. */
  correlation?: FactorCorrelationData;
  /** Half-life of each factor's rank IC in sessions, by name, as `report.decay()` gives it. Default: not shown. */
  halfLife?: Readonly<Record<string, number>>;
  /** |ρ| above which a factor is called redundant with a better ranked one. Default 0.85. */
  redundantAt?: number;
}

const WHO = "ic.ranking";
const KEYS = ["horizon", "costBps", "window", "correlation", "halfLife", "redundantAt"];

/**
 * Factors side by side at one horizon, the least doubtful first: by the p-value of the default test of the mean rank IC,
 * then by |t|. Factors without one come last.
 *
 * The long-short is top minus bottom quantile, or bottom minus top where the mean rank IC is negative: the direction is
 * chosen on the same data, so each factor counts as two trials of its deflated Sharpe ratio. The number of trials is
 * twice the variants that the run has recorded, or twice the factors if they are more.
 *
 * @example reports.ranking({ horizon: 21, correlation: await ic.correlation(market, list) })
 */
export function ranking(reports: readonly FactorReportData[], options: RankingOptions = {}): FactorRanking {
  checkKeys(WHO, options, KEYS);
  if (reports.length === 0) fail(WHO, "needs at least one report", { received: reports });
  const { costBps = 5, window = 5, correlation, halfLife, redundantAt = 0.85 } = options;
  checkNumber(WHO, "costBps", costBps, { min: 0 });
  checkNumber(WHO, "redundantAt", redundantAt, { min: 0, max: 1 });
  checkInteger(WHO, "window", window, 2, "dates");
  const horizon = options.horizon ?? reports[0].horizons[reports[0].horizons.length - 1].horizon;
  const trials = 2 * Math.max(reports.length, recordedTrials()?.distinct ?? 0);
  const all = manyTests(reports);
  const corrected = new Map(
    all.rows.filter((test) => test.horizon === horizon).map((test) => [test.factor, test.bh]),
  );
  const rows = reports
    .map((report) => ({
      ...rowOf(report, reportAt(report, horizon), { costBps, window, trials }),
      pAdjusted: corrected.get(report.factor.name) ?? Number.NaN,
    }))
    .sort((a, b) => doubt(a) - doubt(b) || Math.abs(b.t) - Math.abs(a.t));
  const alike = correlation && alikeAhead(WHO, rows, correlation, redundantAt);
  return new FactorRanking({
    rows: rows.map((row, i) => ({
      ...row,
      ...alike?.[i],
      ...(halfLife && { halfLife: halfLife[row.factor] ?? Number.NaN }),
    })),
    data: reports[0].data,
    horizon,
    costBps,
    window,
    trials,
    tests: all.tests,
  });
}

function reportAt({ factor, horizons }: FactorReportData, horizon: number): HorizonReport {
  const found = horizons.find((one) => one.horizon === horizon);
  if (found) return found;
  return fail(WHO, `horizon must be one that ${factor.name} was evaluated at`, {
    received: horizon,
    fix: horizons.map((one) => one.horizon).join(", "),
  });
}

function doubt({ p }: RankedFactor): number {
  return Number.isNaN(p) ? 2 : p;
}

interface Conventions {
  readonly costBps: number;
  readonly window: number;
  readonly trials: number;
}

function rowOf(
  { factor, horizons }: FactorReportData,
  at: HorizonReport,
  { costBps, window, trials }: Conventions,
): RankedFactor {
  const { t, p } = at.inference[DEFAULT_TEST];
  const direction = at.rankIcStats.mean < 0 ? -1 : 1;
  const spread = direction * at.quantiles.spreadStats.mean;
  const { means } = at.turnover;
  const traded = 2 * (means[0] + means[means.length - 1]);
  const [steady] = stability(at.rankIc, { windows: [window] });
  const year = periodsPerYear(at.time.frequency) / at.horizon;
  const held = every(at.quantiles.spread, at.horizon).map((value) => direction * value);
  const { sharpe, value: deflated } = deflatedSharpe(held, { trials, periodsPerYear: year });
  const near = horizons[0].rankIcStats.mean;
  const far = horizons[horizons.length - 1].rankIcStats.mean;
  return {
    factor: factor.name,
    direction,
    ic: at.icStats.mean,
    rankIc: at.rankIcStats.mean,
    icir: at.rankIcStats.ir,
    t,
    p,
    pAdjusted: Number.NaN,
    spread,
    traded,
    netSpread: spread - (traded * costBps) / 1e4,
    breakEvenBps: traded > 0 ? (spread / traded) * 1e4 : Number.NaN,
    sharpe,
    deflatedSharpe: deflated,
    sameSign: steady.sameSign,
    stabilityStd: steady.std,
    decay: horizons.length > 1 ? far / near : Number.NaN,
  };
}

/** Every h-th value from the first that is present: returns that do not overlap. */
function every(values: Float64Array, h: number): Float64Array {
  const first = values.findIndex((value) => !Number.isNaN(value));
  if (first < 0) return new Float64Array(0);
  return Float64Array.from(
    { length: Math.ceil((values.length - first) / h) },
    (_, k) => values[first + k * h],
  );
}

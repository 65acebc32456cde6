import type { HorizonReport } from "./horizonReport.js";
import { DEFAULT_TEST } from "./meanInference.js";

/** What a figure of the run record is, with the conventions that a reader needs to recompute it. */
export interface MetricDefinition {
  readonly meaning: string;
  readonly unit: string;
  /** Delta degrees of freedom of the standard deviation inside; `null` when there is none. */
  readonly ddof: 0 | 1 | null;
  /** How a figure per date becomes a yearly one. */
  readonly annualisation: "none";
  /** How quantiles inside are interpolated; `null` when there are none. */
  readonly interpolation: string | null;
  /** What equal values do; `null` where no order is used. */
  readonly ties: string | null;
  compute(report: HorizonReport): number;
}

const RANKED = {
  unit: "1",
  annualisation: "none",
  interpolation: null,
  ties: "share the mean of their ranks",
} as const;
const PEARSON = { unit: "1", annualisation: "none", interpolation: null, ties: null } as const;
const QUANTILES = {
  annualisation: "none",
  interpolation: "edges linear (type 7), right-closed",
  ties: "fall in one quantile; none on a date whose edges coincide",
} as const;
const COUNT = { ddof: null, annualisation: "none", interpolation: null, ties: null } as const;

/** The figures of a report at one horizon, by their names in the run record without `_h` and the horizon. */
export const IC_METRICS: Readonly<Record<string, MetricDefinition>> = {
  ic_mean: {
    ...PEARSON,
    meaning: "mean over dates of the IC, Pearson's correlation of factor and forward return",
    ddof: null,
    compute: ({ icStats }) => icStats.mean,
  },
  ic_std: {
    ...PEARSON,
    meaning: "sample standard deviation over dates of the IC",
    ddof: 1,
    compute: ({ icStats }) => icStats.std,
  },
  rank_ic_mean: {
    ...RANKED,
    meaning: "mean over dates of the rank IC, Spearman's correlation",
    ddof: null,
    compute: ({ rankIcStats }) => rankIcStats.mean,
  },
  rank_ic_std: {
    ...RANKED,
    meaning: "sample standard deviation over dates of the rank IC",
    ddof: 1,
    compute: ({ rankIcStats }) => rankIcStats.std,
  },
  rank_ic_ir: {
    ...RANKED,
    meaning: "mean / standard deviation of the rank IC, per date",
    ddof: 1,
    compute: ({ rankIcStats }) => rankIcStats.ir,
  },
  rank_ic_t: {
    ...RANKED,
    meaning: "t-statistic of the mean rank IC, Newey–West with h − 1 lags, no small-sample correction",
    ddof: 0,
    compute: ({ rankIcStats }) => rankIcStats.t,
  },
  rank_ic_p: {
    ...RANKED,
    meaning: "two-sided p-value of the mean rank IC by the default test, `cosine`",
    ddof: null,
    compute: ({ inference }) => inference[DEFAULT_TEST].p,
  },
  quantile_spread: {
    ...QUANTILES,
    meaning: "mean over dates of the forward return of the top quantile less that of the bottom one",
    unit: "fraction per h sessions",
    ddof: null,
    compute: ({ quantiles }) => quantiles.spreadStats.mean,
  },
  turnover_top: {
    ...QUANTILES,
    meaning: "share of the top quantile's names that were not in it h sessions before, mean over dates",
    unit: "fraction per h sessions",
    ddof: null,
    compute: ({ turnover }) => turnover.means[turnover.means.length - 1],
  },
  dates: { ...COUNT, meaning: "dates with a rank IC", unit: "count", compute: ({ dates }) => dates },
  observations: {
    ...COUNT,
    meaning: "pairs of factor and forward return on these dates",
    unit: "count",
    compute: ({ observations }) => observations,
  },
};

/** The figures of a report by the stable names of the run record: `rank_ic_mean_h21` and so on, see {@link IC_METRICS}. */
export function horizonMetrics(report: HorizonReport): Record<string, number> {
  const entries = Object.entries(IC_METRICS);
  return Object.fromEntries(
    entries.map(([name, { compute }]) => [`${name}_h${report.horizon}`, compute(report)]),
  );
}

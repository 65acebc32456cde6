import type { NumberFormat } from "../core/index.js";
import type { HorizonReport } from "./horizonReport.js";
import { DEFAULT_TEST } from "./meanInference.js";

/** What a figure of the run record is, with the conventions that a reader needs to recompute it. */
export interface MetricDefinition {
  /** Heading, e.g. `Mean rank IC`. */
  readonly label: string;
  readonly meaning: string;
  readonly unit: string;
  /** How the value is written. */
  readonly format: NumberFormat;
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

export const RANKED = {
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
    label: "Mean IC",
    format: "correlation",
    meaning: "mean over dates of the IC, Pearson's correlation of factor and forward return",
    ddof: null,
    compute: ({ icStats }) => icStats.mean,
  },
  ic_std: {
    ...PEARSON,
    label: "Deviation of the IC",
    format: "correlation",
    meaning: "sample standard deviation over dates of the IC",
    ddof: 1,
    compute: ({ icStats }) => icStats.std,
  },
  rank_ic_mean: {
    ...RANKED,
    label: "Mean rank IC",
    format: "correlation",
    meaning: "mean over dates of the rank IC, Spearman's correlation",
    ddof: null,
    compute: ({ rankIcStats }) => rankIcStats.mean,
  },
  rank_ic_std: {
    ...RANKED,
    label: "Deviation of the rank IC",
    format: "correlation",
    meaning: "sample standard deviation over dates of the rank IC",
    ddof: 1,
    compute: ({ rankIcStats }) => rankIcStats.std,
  },
  rank_ic_ir: {
    ...RANKED,
    label: "Rank IC ratio",
    format: "ratio",
    meaning: "mean / standard deviation of the rank IC, per date",
    ddof: 1,
    compute: ({ rankIcStats }) => rankIcStats.ir,
  },
  rank_ic_t: {
    ...RANKED,
    label: "t-statistic of the rank IC",
    format: "ratio",
    meaning: "t-statistic of the mean rank IC, Newey–West with h − 1 lags, no small-sample correction",
    ddof: 0,
    compute: ({ rankIcStats }) => rankIcStats.t,
  },
  rank_ic_p: {
    ...RANKED,
    label: "p-value of the rank IC",
    format: "pvalue",
    meaning: "two-sided p-value of the mean rank IC by the default test, `cosine`",
    ddof: null,
    compute: ({ inference }) => inference[DEFAULT_TEST].p,
  },
  quantile_spread: {
    ...QUANTILES,
    label: "Quantile spread",
    format: "percent",
    meaning: "mean over dates of the forward return of the top quantile less that of the bottom one",
    unit: "fraction per h sessions",
    ddof: null,
    compute: ({ quantiles }) => quantiles.spreadStats.mean,
  },
  turnover_top: {
    ...QUANTILES,
    label: "Turnover of the top quantile",
    format: "percent",
    meaning: "share of the top quantile's names that were not in it h sessions before, mean over dates",
    unit: "fraction per h sessions",
    ddof: null,
    compute: ({ turnover }) => turnover.means[turnover.means.length - 1],
  },
  dates: {
    ...COUNT,
    label: "Dates",
    format: "integer",
    meaning: "dates with a rank IC",
    unit: "count",
    compute: ({ dates }) => dates,
  },
  observations: {
    ...COUNT,
    label: "Observations",
    format: "integer",
    meaning: "pairs of factor and forward return on these dates",
    unit: "count",
    compute: ({ observations }) => observations,
  },
};

/** Figures of a report by the stable names of the run record: `rank_ic_mean_h21` and so on. */
export function horizonMetrics(
  report: HorizonReport,
  definitions: Readonly<Record<string, MetricDefinition>> = IC_METRICS,
): Record<string, number> {
  const entries = Object.entries(definitions);
  return Object.fromEntries(
    entries.map(([name, { compute }]) => [`${name}_h${report.horizon}`, compute(report)]),
  );
}

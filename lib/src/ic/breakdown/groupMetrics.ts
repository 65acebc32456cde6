import type { HorizonReport } from "../horizonReport.js";
import { DEFAULT_TEST } from "../meanInference.js";
import { horizonMetrics, type MetricDefinition, RANKED } from "../metrics.js";

/** What groups add to the run record, by names without `_h` and the horizon. Missing for a report without groups. */
export const GROUP_METRICS: Readonly<Record<string, MetricDefinition>> = {
  rank_ic_neutral_mean: {
    ...RANKED,
    label: "Mean rank IC within groups",
    format: "correlation",
    meaning: "with `groups`: mean over dates of the rank IC of factor and return less their group's mean",
    ddof: null,
    compute: ({ groups }) => groups?.neutral.rankIcStats.mean ?? Number.NaN,
  },
  rank_ic_neutral_p: {
    ...RANKED,
    label: "p-value of the rank IC within groups",
    format: "pvalue",
    meaning: "with `groups`: two-sided p-value of that mean by the default test, `cosine`",
    ddof: null,
    compute: ({ groups }) => groups?.neutral.inference[DEFAULT_TEST].p ?? Number.NaN,
  },
};

/** The figures of {@link GROUP_METRICS} by their stable names, `rank_ic_neutral_mean_h21`; nothing without groups. */
export function groupMetrics(report: HorizonReport): Record<string, number> {
  return report.groups ? horizonMetrics(report, GROUP_METRICS) : {};
}

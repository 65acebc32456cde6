import type { HorizonReport } from "../horizonReport.js";
import { DEFAULT_TEST } from "../meanInference.js";

/**
 * What groups add to the run record, by stable names: `rank_ic_neutral_mean_h21` and `rank_ic_neutral_p_h21` (two-sided,
 * default test). Nothing for a report without groups.
 */
export function groupMetrics({ horizon, groups }: HorizonReport): Record<string, number> {
  if (!groups) return {};
  const { rankIcStats, inference } = groups.neutral;
  return {
    [`rank_ic_neutral_mean_h${horizon}`]: rankIcStats.mean,
    [`rank_ic_neutral_p_h${horizon}`]: inference[DEFAULT_TEST].p,
  };
}

import type { HorizonReport } from "./horizonReport.js";
import { DEFAULT_TEST } from "./meanInference.js";

/**
 * The figures of a report by the stable names of the run record, `h` being the horizon in sessions:
 * `ic_mean_h21`, `ic_std_h21`, `rank_ic_mean_h21`, `rank_ic_std_h21`, `rank_ic_ir_h21`, `rank_ic_t_h21`
 * (Newey–West, horizon − 1 lags), `rank_ic_p_h21` (two-sided p-value of the default test, `cosine`), `quantile_spread_h21` (top minus bottom mean forward return, fraction per horizon),
 * `turnover_top_h21` (share of the top quantile replaced within the horizon), `dates_h21`, `observations_h21`.
 */
export function horizonMetrics(report: HorizonReport): Record<string, number> {
  const h = `h${report.horizon}`;
  return {
    [`ic_mean_${h}`]: report.icStats.mean,
    [`ic_std_${h}`]: report.icStats.std,
    [`rank_ic_mean_${h}`]: report.rankIcStats.mean,
    [`rank_ic_std_${h}`]: report.rankIcStats.std,
    [`rank_ic_ir_${h}`]: report.rankIcStats.ir,
    [`rank_ic_t_${h}`]: report.rankIcStats.t,
    [`rank_ic_p_${h}`]: report.inference[DEFAULT_TEST].p,
    [`quantile_spread_${h}`]: report.quantiles.spreadStats.mean,
    [`turnover_top_${h}`]: report.turnover.means[report.turnover.means.length - 1],
    [`dates_${h}`]: report.dates,
    [`observations_${h}`]: report.observations,
  };
}

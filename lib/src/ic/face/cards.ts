import { KpiCards } from "../../plot/index.js";
import type { HorizonReport } from "../horizonReport.js";
import { fixed, period, pText, sessions } from "./words.js";

/** The key figures of one horizon. */
export function cards({
  horizon,
  rankIcStats,
  inference: { fixedB },
  quantiles,
  turnover,
  dates,
  observations,
}: HorizonReport): KpiCards {
  const [low, high] = fixedB.interval;
  const { spreadStats, spreadInference } = quantiles;
  return new KpiCards(
    [
      {
        label: "Rank IC",
        value: fixed(rankIcStats.mean, 4),
        hint: `95 %: ${fixed(low, 3)} to ${fixed(high, 3)}`,
      },
      {
        label: "p-value",
        value: fixedB.p,
        format: "pvalue",
        hint: `fixed-b, t = ${fixed(fixedB.t, 1)}; Newey–West t = ${fixed(rankIcStats.t, 1)}, i.i.d. ${fixed(rankIcStats.tIid, 1)}`,
      },
      {
        label: "ICIR",
        value: rankIcStats.ir,
        format: "ratio",
        hint: "mean / std over dates, not annualised",
      },
      {
        label: "Top − bottom",
        value: spreadStats.mean,
        format: "bps",
        hint: `per ${period(horizon)}, ${pText(spreadInference.fixedB.p)}, before costs`,
      },
      {
        label: "Turnover top",
        value: turnover.means[turnover.means.length - 1],
        format: "percent",
        hint: `names replaced within ${sessions(horizon)}`,
      },
      { label: "Dates", value: dates, format: "integer", hint: `${observations} observations` },
    ],
    { title: `At ${sessions(horizon)}` },
  );
}

import { formatNumber } from "../../core/index.js";
import { KpiCards } from "../../plot/index.js";
import type { HorizonReport } from "../horizonReport.js";
import { DEFAULT_TEST } from "../meanInference.js";
import { fixed, period, pText, sessions } from "./words.js";

/** The key figures of one horizon. */
export function cards({
  horizon,
  rankIcStats,
  inference,
  quantiles,
  turnover,
  dates,
  observations,
}: HorizonReport): KpiCards {
  const { p, t, interval } = inference[DEFAULT_TEST];
  const [low, high] = interval;
  const blocks = inference.bootstrap.interval;
  const { spreadStats, spreadInference } = quantiles;
  return new KpiCards(
    [
      {
        label: "Rank IC",
        value: fixed(rankIcStats.mean, 4),
        hint: `95 %: ${fixed(low, 3)} to ${fixed(high, 3)}; block bootstrap ${fixed(blocks[0], 3)} to ${fixed(blocks[1], 3)}`,
      },
      {
        label: "p-value",
        value: p,
        format: "pvalue",
        hint: `cosines, t = ${fixed(t, 1)}; Newey–West t = ${fixed(rankIcStats.t, 1)}, i.i.d. ${fixed(rankIcStats.tIid, 1)}`,
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
        hint: `per ${period(horizon)}, ${pText(spreadInference[DEFAULT_TEST].p)}, before costs`,
      },
      {
        label: "Turnover top",
        value: turnover.means[turnover.means.length - 1],
        format: "percent",
        hint: `names replaced within ${sessions(horizon)}`,
      },
      {
        label: "Dates",
        value: dates,
        format: "integer",
        hint: `${formatNumber(observations, "integer")} observations`,
      },
    ],
    { title: `At ${sessions(horizon)}` },
  );
}

import { type Column, TableView } from "../../core/index.js";
import type { HorizonReport } from "../horizonReport.js";
import { DEFAULT_TEST } from "../meanInference.js";
import type { FactorReportData } from "../reportData.js";
import { headline } from "./words.js";

export const SUMMARY_COLUMNS: readonly Column[] = [
  { key: "horizon", unit: "sessions", format: "integer" },
  { key: "rankIc", label: "rank IC", unit: "mean", format: "correlation" },
  { key: "rankStd", label: "std", unit: "over dates", format: "correlation" },
  { key: "rankIr", label: "ICIR", unit: "per date", format: "ratio" },
  { key: "p", label: "p", unit: "cosines", format: "pvalue" },
  { key: "t", label: "t", unit: "Newey–West", format: "ratio" },
  { key: "tIid", label: "t", unit: "i.i.d.", format: "ratio" },
  { key: "hit", label: "hit rate", unit: "of dates", format: "percent" },
  { key: "ic", label: "IC", unit: "mean, Pearson", format: "correlation" },
  { key: "spread", label: "top − bottom", unit: "per horizon", format: "bps" },
  { key: "spreadT", label: "t", unit: "Newey–West", format: "ratio" },
  { key: "turnover", label: "turnover top", unit: "per horizon", format: "percent" },
  { key: "dates", format: "integer" },
  { key: "observations", unit: "date × symbol", format: "integer" },
];

export const SUMMARY_NOTE =
  "forward returns of horizon h overlap: read the p-value of the cosines (two-sided), not the i.i.d. t; ICIR is not annualised; before costs";

export function summaryRow(report: HorizonReport): Record<string, number> {
  const { rankIcStats, icStats, quantiles, turnover } = report;
  return {
    horizon: report.horizon,
    rankIc: rankIcStats.mean,
    rankStd: rankIcStats.std,
    rankIr: rankIcStats.ir,
    p: report.inference[DEFAULT_TEST].p,
    t: rankIcStats.t,
    tIid: rankIcStats.tIid,
    hit: rankIcStats.hitRate,
    ic: icStats.mean,
    spread: quantiles.spreadStats.mean,
    spreadT: quantiles.spreadStats.t,
    turnover: turnover.means[turnover.means.length - 1],
    dates: report.dates,
    observations: report.observations,
  };
}

/** One row per horizon. The title is the finding unless another is given. */
export function summaryTable(report: FactorReportData, title: string = headline(report)): TableView {
  return new TableView(report.horizons.map(summaryRow), {
    title,
    columns: SUMMARY_COLUMNS,
    note: SUMMARY_NOTE,
  });
}

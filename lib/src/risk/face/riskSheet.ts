import type { Showable, TimeIndex } from "../../core/index.js";
import { counted } from "../../core/index.js";
import { Sheet } from "../../plot/index.js";
import { KPIS } from "../registry.js";
import type { RiskNumbers } from "../riskNumbers.js";
import { drawdownFigure } from "./drawdownFigure.js";
import { drawdownTable } from "./drawdownTable.js";
import { kpiCards } from "./kpiCards.js";
import { monthlyHeatmap } from "./monthlyHeatmap.js";

const HEADLINE = [
  "cagr",
  "volatility",
  "sharpe",
  "sortino",
  "calmar",
  "max_drawdown",
  "hit_rate",
  "var_95",
  "cvar_95",
  "skewness",
  "kurtosis",
  "worst_day",
] as const;

const RELATIVE = ["alpha", "beta", "tracking_error", "information_ratio"] as const;

/** The tear sheet of a risk report: key figures, drawdowns, months. */
export function riskSheet(report: RiskNumbers): Sheet {
  const { kpis, time } = report;
  const names = Number.isNaN(kpis.beta) ? HEADLINE : [...HEADLINE, ...RELATIVE];
  const items: Showable[] = [kpiCards(KPIS, kpis, names)];
  if (time && time.length > 0) items.push(...datedItems(report, time));
  if (report.drawdowns.length > 0) items.push(drawdownTable(report.drawdowns));
  return new Sheet({
    title: report.name ? `Risk of ${report.name}` : "Risk",
    subtitle: [span(report), conventions(report)].join(" · "),
    items,
  });
}

function datedItems(report: RiskNumbers, time: TimeIndex): Showable[] {
  const source = `${report.name || "returns"}, ${span(report)}`;
  const drawdown = drawdownFigure(report, time, source);
  return report.monthly.length > 0 ? [drawdown, monthlyHeatmap(report.monthly, source)] : [drawdown];
}

function span({ time, returns }: RiskNumbers): string {
  if (!time || time.length === 0) return counted(returns.length, "period");
  return `${time.label(0)} to ${time.label(time.length - 1)}, ${counted(returns.length, "period")}`;
}

function conventions({ conventions: { periodsPerYear, riskFree, target } }: RiskNumbers): string {
  const rates = riskFree || target ? `risk-free ${riskFree}, required ${target} per period` : "risk-free 0";
  return `annualised with ${periodsPerYear} periods per year, ${rates}`;
}

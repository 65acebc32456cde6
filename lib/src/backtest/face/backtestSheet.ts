import { formatNumber, type Showable, TableView } from "../../core/index.js";
import { lineChart, Sheet } from "../../plot/index.js";
import { drawdownFigure, KPIS, kpiCards, wealth } from "../../risk/index.js";
import type { BacktestNumbers } from "../backtestNumbers.js";
import { TRADING_KPIS } from "../tradingKpis.js";
import { monthlyTurnover } from "./monthlyTurnover.js";
import { settingsText } from "./settingsText.js";

const HEADLINE = [
  "cagr",
  "volatility",
  "sharpe",
  "sortino",
  "calmar",
  "max_drawdown",
  "hit_rate",
  "cvar_95",
  "turnover_annual",
  "cost_annual",
  "holdings_mean",
  "trades",
] as const;

/** The tear sheet of a backtest: key figures, equity, drawdown, exposure, turnover. Months and episodes are in its risk report. */
export function backtestSheet(result: BacktestNumbers): Sheet {
  const { kpis, time, warnings } = result;
  const items: Showable[] = [];
  if (warnings.length > 0) items.push(warningTable(warnings));
  items.push(kpiCards({ ...KPIS, ...TRADING_KPIS }, kpis, HEADLINE));
  if (time.length > 0) items.push(...charts(result));
  return new Sheet({ title: headline(result), subtitle: settingsText(result), items });
}

function headline({ name, kpis }: BacktestNumbers): string {
  const growth = formatNumber(kpis.cagr, "percent");
  return `Backtest of ${name}: ${growth} a year after costs, Sharpe ratio ${formatNumber(kpis.sharpe, "ratio")}`;
}

function warningTable(warnings: readonly string[]): TableView {
  return new TableView(
    warnings.map((warning) => ({ warning })),
    { columns: [{ key: "warning", label: "Warnings" }], limit: warnings.length },
  );
}

function charts(result: BacktestNumbers): Showable[] {
  const { time, name, report } = result;
  const source = `${name} on ${result.settings.data}, ${time.label(0)} to ${time.label(time.length - 1)}`;
  return [
    equityChart(result, source),
    drawdownFigure(report, time, source),
    exposureChart(result, source),
    monthlyTurnover(result, source),
  ];
}

function equityChart({ time, returns, returnsBeforeCosts, kpis }: BacktestNumbers, source: string): Showable {
  const net = { name: "net", time, values: wealth(returns) };
  const series =
    kpis.cost_annual > 0 ? [net, { name: "before costs", time, values: wealth(returnsBeforeCosts) }] : [net];
  return lineChart(series, {
    title: `One unit of capital became ${(1 + kpis.total_return).toFixed(2)}`,
    subtitle: "Equity at the close over the starting capital",
    source,
    y: { label: "Equity", unit: "multiple of capital", format: "ratio" },
    reference: 1,
  });
}

function exposureChart({ time, gross, net, kpis }: BacktestNumbers, source: string): Showable {
  const series = [
    { name: "gross", time, values: gross },
    { name: "net", time, values: net },
  ];
  return lineChart(series, {
    title: `Gross exposure averaged ${formatNumber(kpis.gross_mean, "percent")}, net ${formatNumber(kpis.net_mean, "percent")}`,
    subtitle: "At the close; gross: sum of absolute weights; net: sum of weights",
    source,
    y: { label: "Exposure", unit: "% of equity", format: "percent" },
    reference: 0,
  });
}

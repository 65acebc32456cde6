import { formatNumber, isoDate } from "../../core/index.js";
import { type Figure, lineChart } from "../../plot/index.js";
import type { BacktestNumbers } from "../backtestNumbers.js";
import { costReturns } from "../tradingKpis.js";

/** One-sided turnover and costs of each calendar month. */
export function monthlyTurnover(result: BacktestNumbers, source: string): Figure {
  const { time, turnover, settings } = result;
  const costs = costReturns(result, settings.capital);
  const months = new Map<string, { turnover: number; costs: number }>();
  for (let i = 0; i < time.length; i++) {
    const month = `${isoDate(time.instants[i]).slice(0, 7)}-01`;
    const sum = months.get(month) ?? { turnover: 0, costs: 0 };
    months.set(month, { turnover: sum.turnover + turnover[i], costs: sum.costs + costs[i] });
  }
  const values = [...months.values()].map((month) => month.turnover);
  const paid = costs.reduce((a, b) => a + b, 0);
  const average = formatNumber(values.reduce((a, b) => a + b, 0) / values.length, "percent");
  return lineChart([{ name: "turnover", time: [...months.keys()], values }], {
    title: `Turnover averaged ${average} a month; costs took ${formatNumber(paid, "percent")} of equity in all`,
    summary: `${average} of equity a month, one-sided`,
    subtitle: "One-sided: half of the sum of absolute weight changes by trading",
    source,
    y: { label: "Turnover", unit: "% of equity", format: "percent" },
    reference: 0,
  });
}

import type { TimeIndex } from "../../core/index.js";
import { drawdownChart, type Figure } from "../../plot/index.js";
import type { RiskNumbers } from "../riskNumbers.js";

/** Drawdown over time; the title says when the deepest one began and whether it has ended. */
export function drawdownFigure(report: RiskNumbers, time: TimeIndex, source: string): Figure {
  const series = { name: report.name || "returns", time, values: report.drawdown };
  return drawdownChart(series, {
    title: title(report),
    subtitle: "Loss since the last peak of wealth",
    source,
  });
}

function title({ kpis }: RiskNumbers): string {
  if (kpis.max_drawdown_start === null) return "Wealth never fell";
  const until = kpis.max_drawdown_end ? `recovered on ${kpis.max_drawdown_end}` : "not recovered";
  return `The deepest drawdown began on ${kpis.max_drawdown_start}, ${until}`;
}

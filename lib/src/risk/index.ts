export { type Drawdown, drawdowns } from "./drawdowns.js";
export { drawdownSeries, wealth } from "./episodes.js";
export { drawdownFigure } from "./face/drawdownFigure.js";
export { drawdownTable } from "./face/drawdownTable.js";
export { kpiCards } from "./face/kpiCards.js";
export { monthlyHeatmap } from "./face/monthlyHeatmap.js";
export { type DateKpi, KPI_SYMBOLS, type KpiDefinition, type NumberKpi, numberKpi } from "./kpi.js";
export { type MonthlyReturn, monthlyReturns } from "./monthly.js";
export {
  definitionTable,
  KPI_NAMES,
  KPIS,
  type KpiName,
  type KpiValues,
  kpi,
  kpis,
  kpiTable,
} from "./registry.js";
export { report } from "./report.js";
export type { RiskNumbers } from "./riskNumbers.js";
export { RiskReport } from "./riskReport.js";
export { periodsPerYear, type ReturnsLike, type RiskOptions } from "./sample.js";

export { type Drawdown, drawdowns } from "./drawdowns.js";
export { drawdownSeries, wealth } from "./episodes.js";
export { drawdownFigure } from "./face/drawdownFigure.js";
export { drawdownTable } from "./face/drawdownTable.js";
export { kpiCards } from "./face/kpiCards.js";
export { monthlyHeatmap } from "./face/monthlyHeatmap.js";
export {
  DeflatedSharpe,
  type DeflatedSharpeOptions,
  deflatedSharpe,
  type TrialSource,
} from "./inference/deflatedSharpe.js";
export type { SharpeInput, SharpeMoments, SharpeOptions } from "./inference/estimate.js";
export { expectedMaximum, minimumBacktestLength } from "./inference/expectedMaximum.js";
export {
  type MinimumTrackRecordOptions,
  minimumTrackRecord,
  type TrackRecord,
} from "./inference/minimumTrackRecord.js";
export { type PboOptions, type PboStatistic, probabilityOfBacktestOverfitting } from "./inference/pbo.js";
export { BacktestOverfitting } from "./inference/pboResult.js";
export type { PerformanceDegradation, StochasticDominance } from "./inference/pboSummary.js";
export { type ProbabilisticSharpeOptions, probabilisticSharpe } from "./inference/probabilisticSharpe.js";
export { type SharpeErrorOptions, sharpeError } from "./inference/sharpeError.js";
export {
  type AutocorrelatedSharpe,
  type AutocorrelatedSharpeOptions,
  autocorrelatedSharpe,
  sharpeScale,
} from "./inference/sharpeScale.js";
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

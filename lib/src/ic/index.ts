/**
 * How good a factor is: information coefficients, quantile returns, turnover, and what data were lost on the way.
 */

export type { Grouping } from "./breakdown/grouping.js";
export { GROUP_METRICS } from "./breakdown/groupMetrics.js";
export { type GroupIc, type GroupNeutral, type GroupReport, groupReport } from "./breakdown/groupReport.js";
export { type Halves, halves } from "./breakdown/halves.js";
export { type HitRate, hitRate } from "./breakdown/hitRate.js";
export { CALENDAR_PERIODS, type CalendarPeriod, type PeriodIc, periodIc } from "./breakdown/periodIc.js";
export { type RollingIc, type RollingOptions, rollingIc } from "./breakdown/rollingIc.js";
export type { Merge } from "./compare/clusterFactors.js";
export { type CorrelationOptions, correlation } from "./compare/correlation.js";
export type { FactorPair } from "./compare/correlationData.js";
export { FactorCorrelation } from "./compare/factorCorrelation.js";
export { FactorRanking } from "./compare/factorRanking.js";
export { type PruneOptions, type PruneScore, prune } from "./compare/prune.js";
export type { DroppedFactor } from "./compare/prunedData.js";
export { PrunedFactors } from "./compare/prunedFactors.js";
export { type RankingOptions, ranking } from "./compare/ranking.js";
export type { RankedFactor } from "./compare/rankingData.js";
export { type IcStability, type StabilityOptions, stability } from "./compare/stability.js";
export type { DecayAt, DecayData } from "./decay/decayData.js";
export { type DecayFit, fitDecay } from "./decay/halfLife.js";
export { type DecayOptions, IcDecay, icDecay } from "./decay/icDecay.js";
export { type EvaluateOptions, evaluate } from "./evaluate.js";
export { type EvaluatePanelOptions, evaluatePanel } from "./evaluatePanel.js";
export type { EstimatedEvent, ExpectedReturn, MarketEvent } from "./events/eventData.js";
export { EVENT_LOSSES, type EventLoss, type EventLossReason, type LostEvent } from "./events/eventLoss.js";
export { type EventStudyOptions, eventStudy } from "./events/eventStudy.js";
export { EventStudy } from "./events/eventStudyResult.js";
export type { EventTest, EventTestResult } from "./events/eventTest.js";
export { type QuantilePathsOptions, quantilePaths } from "./events/quantilePaths.js";
export { QuantilePaths } from "./events/quantilePathsResult.js";
export type { Exposure, ExposureName } from "./exposure/exposures.js";
export type { FactorFrame, FactorFrameRow } from "./factorFrame.js";
export { FactorReport } from "./factorReport.js";
export { FactorReports } from "./factorReports.js";
export { type ForwardReturnOptions, forwardReturns } from "./forwardReturns.js";
export { type FrameOptions, factorFrame, frameRows } from "./frame.js";
export type { HorizonReport } from "./horizonReport.js";
export { type IcSeries, icSeries } from "./icSeries.js";
export { type AlphaBeta, type AlphaBetaOptions, alphaBeta } from "./longShort/alphaBeta.js";
export { type FactorReturns, factorReturns } from "./longShort/factorReturns.js";
export type { HeldReturns } from "./longShort/heldReturns.js";
export type { LongShort, LongShortLeg, LongShortOptions } from "./longShort/longShort.js";
export { LOSS_REASONS, type LossReason, type LossStep } from "./lossReason.js";
export { LossReport, type LossRow } from "./lossReport.js";
export { type ManyTests, type ManyTestsRow, manyTests } from "./manyTests.js";
export {
  DEFAULT_TEST,
  MEAN_TESTS,
  type MeanInference,
  type MeanTestName,
  type MeanTestResult,
  meanInference,
} from "./meanInference.js";
export { IC_METRICS, type MetricDefinition } from "./metrics.js";
export type { IcOptions } from "./options.js";
export { persistence } from "./persistence.js";
export { type QuantileReturns, quantileReturns } from "./quantileReturns.js";
export {
  type Monotonicity,
  type MonotonicityOptions,
  type MonotonicityTest,
  monotonicity,
} from "./quantiles/monotonicity.js";
export { type QuantileTurnover, quantileTurnover } from "./quantileTurnover.js";
export { rankAutocorrelation } from "./rankAutocorrelation.js";
export { type FactorRegressionOptions, factorRegression } from "./regression/factorRegression.js";
export { FactorRegression } from "./regression/factorRegressionResult.js";
export type { FactorReturnRow } from "./regression/factorTable.js";
export { type FamaMacBethOptions, famaMacBeth } from "./regression/famaMacBeth.js";
export type { Premium } from "./regression/famaMacBethData.js";
export { FamaMacBeth } from "./regression/famaMacBethResult.js";
export type { RegressionTerm } from "./regression/regressionData.js";
export type { Coverage, EvaluatedData, EvaluatedFactor } from "./reportData.js";
export { type SeriesStats, seriesStats } from "./seriesStats.js";

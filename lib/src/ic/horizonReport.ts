import { mean, type Persistence, type TimeIndex } from "../core/index.js";
import type { GroupReport } from "./breakdown/groupReport.js";
import type { FactorFrame } from "./factorFrame.js";
import { icSeries } from "./icSeries.js";
import { lossOf } from "./lossOf.js";
import type { LossReport } from "./lossReport.js";
import { type MeanInference, meanInference } from "./meanInference.js";
import { persistence as persistenceOf } from "./persistence.js";
import { type QuantileReturns, quantileReturns } from "./quantileReturns.js";
import { type QuantileTurnover, quantileTurnover } from "./quantileTurnover.js";
import { rankAutocorrelation } from "./rankAutocorrelation.js";
import { type SeriesStats, seriesStats } from "./seriesStats.js";

/** Everything measured of one factor at one horizon, as plain data. */
export interface HorizonReport {
  /** Sessions of the forward return. */
  readonly horizon: number;
  /** Sessions between the date of the factor and the entry. */
  readonly delay: number;
  /** The evaluated dates: the rows of every series below. */
  readonly time: TimeIndex;
  /** Pearson's correlation of factor and forward return per date. */
  readonly ic: Float64Array;
  readonly icStats: SeriesStats;
  /** Spearman's correlation per date, average ranks for ties. */
  readonly rankIc: Float64Array;
  readonly rankIcStats: SeriesStats;
  /** How the IC of noise as slow as the factor would persist: what the default tests below allow for. */
  readonly persistence: Persistence;
  /** Tests of a zero mean rank IC side by side, with p-values; `cosine` is the default. */
  readonly inference: MeanInference;
  /** The same for the mean IC. */
  readonly icInference: MeanInference;
  /** Names with both values per date. */
  readonly names: Int32Array;
  readonly quantiles: QuantileReturns;
  readonly turnover: QuantileTurnover;
  /** Correlation of the factor's ranks with those `horizon` sessions earlier, per date. */
  readonly autocorrelation: Float64Array;
  readonly autocorrelationMean: number;
  /** Dates that have a rank IC. */
  readonly dates: number;
  /** (date, symbol) pairs on those dates. */
  readonly observations: number;
  readonly loss: LossReport;
  /** The same by groups of symbols; present when the evaluation was given `groups`. */
  readonly groups?: GroupReport;
}

/** Measure a frame. */
export function horizonReport(frame: FactorFrame): HorizonReport {
  const { ic, rankIc } = icSeries(frame);
  const loss = lossOf(frame);
  const autocorrelation = rankAutocorrelation(frame);
  const persistence = persistenceOf(frame);
  const lags = frame.horizon - 1;
  const rankIcStats = seriesStats(rankIc, lags);
  return {
    horizon: frame.horizon,
    delay: frame.delay,
    time: frame.time,
    ic,
    icStats: seriesStats(ic, lags),
    rankIc,
    rankIcStats,
    persistence,
    inference: meanInference(rankIc, frame.horizon, persistence),
    icInference: meanInference(ic, frame.horizon, persistence),
    names: frame.names,
    quantiles: quantileReturns(frame, persistence),
    turnover: quantileTurnover(frame),
    autocorrelation,
    autocorrelationMean: mean(autocorrelation),
    dates: rankIcStats.dates,
    observations: loss.kept,
    loss,
  };
}

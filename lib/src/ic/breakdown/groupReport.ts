import { mean, type Persistence, type TimeIndex } from "../../core/index.js";
import type { FactorFrame } from "../factorFrame.js";
import { type MeanInference, meanInference } from "../meanInference.js";
import { persistence } from "../persistence.js";
import { column } from "../quantileReturns.js";
import { type SeriesStats, seriesStats } from "../seriesStats.js";
import { GroupFactor } from "./groupFactor.js";
import type { Grouping } from "./grouping.js";
import { groupSeries } from "./groupSeries.js";

/** A factor within one group. */
export interface GroupIc {
  readonly name: string;
  /** Symbols that belong to the group. */
  readonly symbols: number;
  /** Names with both values per date. */
  readonly names: Int32Array;
  /** Correlations among the names of the group per date. */
  readonly ic: Float64Array;
  readonly icStats: SeriesStats;
  readonly rankIc: Float64Array;
  readonly rankIcStats: SeriesStats;
  readonly inference: MeanInference;
  /** Per quantile (of all names, not of the group): mean over dates of the mean forward return of the group's names. */
  readonly quantileMeans: Float64Array;
  /** Mean net weight of the group in the demeaned factor portfolio of gross weight 1: its bet on the group. */
  readonly weight: number;
}

/** What remains of a factor within its groups. */
export interface GroupNeutral {
  /** Pearson's correlation of factor and forward return, both less their group's mean on the date. */
  readonly ic: Float64Array;
  readonly icStats: SeriesStats;
  readonly rankIc: Float64Array;
  readonly rankIcStats: SeriesStats;
  readonly inference: MeanInference;
  /** Only the forward return less its group's mean: alphalens' `group_adjust`. */
  readonly adjustedRankIc: Float64Array;
  readonly adjustedRankIcStats: SeriesStats;
  /** Per quantile: mean over dates of the mean forward return less its group's mean. */
  readonly quantileMeans: Float64Array;
}

/** A factor by groups of symbols, at one horizon. */
export interface GroupReport {
  /** Name of the grouping. */
  readonly grouping: string;
  readonly horizon: number;
  readonly time: TimeIndex;
  /** In the order of the grouping; groups without a symbol are left out. */
  readonly groups: readonly GroupIc[];
  readonly neutral: GroupNeutral;
  /** Per date: share of the factor's cross-sectional variance that lies between the groups, 0 to 1. */
  readonly explained: Float64Array;
  readonly explainedMean: number;
  /** Per date: pairs left out because the symbol has no group, or is the only one of its group with a pair. */
  readonly ungrouped: Int32Array;
  readonly alone: Int32Array;
}

/**
 * A factor by groups: IC and quantile returns within each group, the IC that is left when group means are taken out,
 * and how much of the factor is a bet on groups. Symbols without a group take no part and are counted; those alone in
 * their group on a date take no part in the neutral figures, where they would be 0 by construction.
 */
export function groupReport(frame: FactorFrame, grouping: Grouping, minNames = 2): GroupReport {
  const factor = new GroupFactor(frame, grouping);
  return groupReportOn(frame, factor, { minNames, persistence: persistence(frame) });
}

/** The same with the factor's side of it, which serves every horizon. */
export function groupReportOn(
  frame: FactorFrame,
  factor: GroupFactor,
  { minNames, persistence }: { minNames: number; persistence: Persistence },
): GroupReport {
  const { grouping } = factor;
  const series = groupSeries(frame, factor, minNames);
  const lags = frame.horizon - 1;
  const of = (values: Float64Array, g: number) => column(values, g, grouping.names.length);
  const groups = grouping.names.map((name, g): GroupIc => {
    const ic = of(series.ic, g);
    const rankIc = of(series.rankIc, g);
    return {
      name,
      symbols: grouping.codes.reduce((n, code) => n + (code === g ? 1 : 0), 0),
      names: series.names.filter((_, at) => at % grouping.names.length === g),
      ic,
      icStats: seriesStats(ic, lags),
      rankIc,
      rankIcStats: seriesStats(rankIc, lags),
      inference: meanInference(rankIc, frame.horizon, persistence),
      quantileMeans: quantileMeans(series.quantiles, { first: g * frame.quantiles, frame, grouping }),
      weight: mean(of(series.weights, g)),
    };
  });
  const { neutralIc, neutralRankIc, adjustedRankIc, neutralQuantiles, explained } = series;
  return {
    grouping: grouping.name,
    horizon: frame.horizon,
    time: frame.time,
    groups: groups.filter((group) => group.symbols > 0),
    neutral: {
      ic: neutralIc,
      icStats: seriesStats(neutralIc, lags),
      rankIc: neutralRankIc,
      rankIcStats: seriesStats(neutralRankIc, lags),
      inference: meanInference(neutralRankIc, frame.horizon, persistence),
      adjustedRankIc,
      adjustedRankIcStats: seriesStats(adjustedRankIc, lags),
      quantileMeans: Float64Array.from({ length: frame.quantiles }, (_, q) =>
        mean(column(neutralQuantiles, q, frame.quantiles)),
      ),
    },
    explained,
    explainedMean: mean(explained),
    ungrouped: series.ungrouped,
    alone: series.alone,
  };
}

function quantileMeans(
  values: Float64Array,
  { first, frame, grouping }: { first: number; frame: FactorFrame; grouping: Grouping },
): Float64Array {
  const width = grouping.names.length * frame.quantiles;
  return Float64Array.from({ length: frame.quantiles }, (_, q) => mean(column(values, first + q, width)));
}

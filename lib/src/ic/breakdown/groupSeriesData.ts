import type { FactorFrame } from "../factorFrame.js";

/** One number per date of everything that `groupReport` summarises. Row-major where there is a second axis. */
export interface GroupSeries {
  /** Dates × groups: Pearson's and Spearman's correlation among the names of the group. */
  readonly ic: Float64Array;
  readonly rankIc: Float64Array;
  /** Dates × groups: names of the group with both values. */
  readonly names: Int32Array;
  /** Dates × groups × quantiles: mean forward return of the group's names in the quantile. */
  readonly quantiles: Float64Array;
  /** Dates × groups: net weight of the group in the demeaned factor portfolio of gross weight 1. */
  readonly weights: Float64Array;
  /** Per date: correlations of factor and forward return, both less their group's mean. */
  readonly neutralIc: Float64Array;
  readonly neutralRankIc: Float64Array;
  /** Per date: Spearman's correlation of the factor as it is with the forward return less its group's mean. */
  readonly adjustedRankIc: Float64Array;
  /** Dates × quantiles: mean of the forward returns less their group's mean. */
  readonly neutralQuantiles: Float64Array;
  /** Per date: share of the factor's variance that lies between the groups. */
  readonly explained: Float64Array;
  /** Per date: pairs that are not used because their symbol has no group, or is the only one of its group. */
  readonly ungrouped: Int32Array;
  readonly alone: Int32Array;
}

/** Everything missing, nothing counted. */
export function emptySeries({ time, quantiles }: FactorFrame, groups: number): GroupSeries {
  const missing = (n: number) => new Float64Array(n).fill(Number.NaN);
  const dates = time.length;
  return {
    ic: missing(dates * groups),
    rankIc: missing(dates * groups),
    names: new Int32Array(dates * groups),
    quantiles: missing(dates * groups * quantiles),
    weights: missing(dates * groups),
    neutralIc: missing(dates),
    neutralRankIc: missing(dates),
    adjustedRankIc: missing(dates),
    neutralQuantiles: missing(dates * quantiles),
    explained: missing(dates),
    ungrouped: new Int32Array(dates),
    alone: new Int32Array(dates),
  };
}

import type { AssetIndex, TimeIndex } from "../core/index.js";
import type { LossReason } from "./lossReason.js";

/** A row of a {@link FactorFrame} in long form. */
export interface FactorFrameRow {
  readonly date: string;
  readonly symbol: string;
  readonly factor: number;
  /** Simple forward return, fraction. */
  readonly forward: number;
  /** 1 = lowest factor values; 0 on a date without quantiles. */
  readonly quantile: number;
}

/**
 * The canonical frame of one factor at one horizon: factor and forward return of every (date, symbol) that has
 * both, ranks, quantiles, and what was lost on the way. Every statistic of the evaluation is computed from it.
 * A symbol that is missing at one horizon stays in the others (alphalens drops it from all).
 */
export interface FactorFrame {
  readonly name: string;
  /** Sessions of the forward return. */
  readonly horizon: number;
  /** Sessions between the date of the factor and the entry. */
  readonly delay: number;
  /** Buckets asked for. */
  readonly quantiles: number;
  readonly time: TimeIndex;
  readonly assets: AssetIndex;
  /** Row-major dates × assets; `NaN` where the pair is incomplete. */
  readonly factor: Float64Array;
  /** Row-major forward returns of the same pairs, fraction. */
  readonly forward: Float64Array;
  /** Average ranks of the factor among the pairs of its date. */
  readonly ranks: Float64Array;
  /** Average ranks of the forward return among the pairs of its date. */
  readonly forwardRanks: Float64Array;
  /** Quantile of each pair: 1 (lowest) to `quantiles`; 0 for no pair or no quantiles on the date. */
  readonly buckets: Int8Array;
  /** Complete pairs per date; 0 on a date with fewer than the minimum. */
  readonly names: Int32Array;
  /** Counts per date, see {@link LossReport.byDate}; `no_variance` is filled in by the IC. */
  readonly lossByDate: Record<LossReason, Int32Array>;
  /** 1 on dates whose quantile edges coincide, so that there are fewer buckets than asked for. */
  readonly tied: Uint8Array;
}

import type { FactorPair } from "./correlationData.js";

/** A factor that repeats a better one. */
export interface DroppedFactor {
  readonly factor: string;
  /** The better factor that stays: of all kept ones the most alike. */
  readonly for: string;
  /** Their mean rank correlation. */
  readonly rho: number;
  readonly score: number;
  /** Score of the better factor. */
  readonly better: number;
}

/** The plain data of a pruning. */
export interface PrunedFactorsData {
  /** Factors that stay, best score first. */
  readonly kept: readonly string[];
  /** Factors that were left out, each with the better one that it repeats. */
  readonly dropped: readonly DroppedFactor[];
  /** Pairs of kept factors that are alike, but not enough to be dropped; the most alike first. */
  readonly close: readonly FactorPair[];
  /** |ρ| above which a factor was dropped. */
  readonly drop: number;
  /** |ρ| above which a kept pair is reported. */
  readonly report: number;
  /** What the score is. */
  readonly score: string;
}

import type { EvaluatedData } from "../reportData.js";
import type { DecayFit } from "./halfLife.js";

/** Mean rank IC at one point of a decay curve. */
export interface DecayAt {
  /** Sessions: of the forward return, or between the factor and a return of one session. */
  readonly sessions: number;
  readonly mean: number;
  /** 95 % interval, t and two-sided p-value of the default test. */
  readonly interval: readonly [low: number, high: number];
  readonly t: number;
  readonly p: number;
  /** Dates with a rank IC. */
  readonly dates: number;
}

/** How fast a factor loses its grip on returns, as plain data. */
export interface DecayData {
  /** Name of the factor. */
  readonly name: string;
  /** What it was measured on. */
  readonly data: EvaluatedData;
  /** By horizon: rank IC with the return over that many sessions. Neighbours share most of their returns. */
  readonly horizons: readonly DecayAt[];
  /** By lag k: rank IC with the one session from t + k to t + k + 1. Neighbours share no return. */
  readonly lags: readonly DecayAt[];
  /** The exponential through the lags. */
  readonly fit: DecayFit;
}

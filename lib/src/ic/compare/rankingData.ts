import type { EvaluatedData } from "../reportData.js";

/** One factor of a ranking, measured at the ranking's horizon h. */
export interface RankedFactor {
  readonly factor: string;
  /** 1: long the highest values; −1: long the lowest, because the mean rank IC is negative. */
  readonly direction: 1 | -1;
  /** Mean IC (Pearson) and mean rank IC, as they are. */
  readonly ic: number;
  readonly rankIc: number;
  /** Mean / standard deviation of the rank IC, per date. */
  readonly icir: number;
  /** Default test of a zero mean rank IC. */
  readonly t: number;
  readonly p: number;
  /** Benjamini–Hochberg over all factors and horizons, and what else the run has tried; see `manyTests`. */
  readonly pAdjusted: number;
  /** Mean of long minus short quantile over h sessions, in the direction above; a fraction, before costs. */
  readonly spread: number;
  /** Traded per h sessions, long and short leg, purchases and sales: 2 (turnover bottom + turnover top), of one leg's capital. */
  readonly traded: number;
  /** spread − traded × cost. */
  readonly netSpread: number;
  /** Cost per traded amount that uses up the spread, in basis points. */
  readonly breakEvenBps: number;
  /** Sharpe ratio per year of the spread on every h-th date, before costs. */
  readonly sharpe: number;
  /** Probability that its true value is above the best of so many trials without skill. */
  readonly deflatedSharpe: number;
  /** Share of short windows whose mean rank IC has the sign of the mean over all dates. */
  readonly sameSign: number;
  /** Standard deviation of these window means. */
  readonly stabilityStd: number;
  /** Mean rank IC at the longest horizon / at the shortest; `NaN` with one horizon. */
  readonly decay: number;
  /** Sessions in which its rank IC falls to half; when half-lives are given. */
  readonly halfLife?: number;
  /** Number of its cluster; with a correlation only. */
  readonly cluster?: number;
  /** The most alike of the better ranked factors, when alike enough; with a correlation only. */
  readonly redundantWith?: string;
  /** Their mean rank correlation. */
  readonly rho?: number;
}

/** The plain data of a ranking. */
export interface FactorRankingData {
  /** The least doubtful first. */
  readonly rows: readonly RankedFactor[];
  /** The data that the factors were evaluated on. */
  readonly data: EvaluatedData;
  /** Horizon of the figures, sessions. */
  readonly horizon: number;
  /** All-in cost of a trade that was taken off the spread, basis points of the traded notional. */
  readonly costBps: number;
  /** Length of the windows of the stability, in dates. */
  readonly window: number;
  /** Trials that the Sharpe ratios are deflated by. */
  readonly trials: number;
  /** Tests that the p-values are corrected for. */
  readonly tests: number;
}

import type { Panel } from "../core/index.js";

/** A corporate action, effective before the open of `date`. */
export interface Action {
  symbol: string;
  /** Ex-date, `YYYY-MM-DD`. */
  date: string;
  kind: "split" | "dividend";
  /**
   * Split: new shares per old share (2 for 2:1, 0.2 for a 1:5 reverse split).
   * Dividend: cash in USD per share held before the open of `date`.
   */
  value: number;
}

/** Why a listing ended: still `listed` on the last session, `acquired` quietly, or `failed` after a crash. */
export type Ending = "listed" | "acquired" | "failed";

/** The life of one symbol inside the simulated span. */
export interface Listing {
  symbol: string;
  /** First session with a price, `YYYY-MM-DD`. */
  from: string;
  /** Last session with a price, `YYYY-MM-DD`; the market's last session when it is still listed. */
  to: string;
  ending: Ending;
}

/** What was planted: the expected daily cross-sectional rank IC of a library factor. */
export interface PlantedEffect {
  /** Name of the library factor, `mom_12_1` or `reversal_5`. */
  factor: string;
  /** Sessions of the forward return the value holds for. */
  horizon: number;
  /** Expected Spearman correlation between factor and forward return on one date. */
  rankIc: number;
}

/** Quarterly earnings per share of one name. */
export interface EarningsReport {
  symbol: string;
  /** `YYYY-MM-DD`. */
  date: string;
  /** Published before the opening of the date, or after its close: the first close that knows of it is that of the date, or the next. */
  release: "pre" | "post";
  /** What was expected, USD per share. */
  estimate: number;
  /** What was reported, USD per share. */
  eps: number;
}

/** Earnings reports, and what was planted after them. */
export interface PlantedDrift {
  /** In the order of their dates. */
  reports: readonly EarningsReport[];
  /** Expected log return over `sessions` that follow the first session that knows of a positive surprise; minus that after a negative one. */
  drift: number;
  /** The same for the first session that knows of it. */
  reaction: number;
  sessions: number;
}

/** Unadjusted daily bars: splits are jumps, dividends are drops. NaN outside a symbol's listing. */
export interface RawBars {
  /** First price of the session, USD per share, whole cents. */
  open: Panel;
  /** Highest price, USD per share; never below open or close. */
  high: Panel;
  /** Lowest price, USD per share; never above open or close. */
  low: Panel;
  /** Last price, USD per share. */
  close: Panel;
  /** Shares traded, a whole number. */
  volume: Panel;
}

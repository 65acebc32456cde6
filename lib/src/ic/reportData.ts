import type { TimeIndex } from "../core/index.js";
import type { Delisting } from "../data/index.js";
import type { HorizonReport } from "./horizonReport.js";

/** What was evaluated. */
export interface EvaluatedFactor {
  readonly name: string;
  /** Hash of the expression, or of the values of a panel. */
  readonly hash: string;
  /** The expression as text; empty for a panel that came from elsewhere. */
  readonly formula: string;
}

/** What it was evaluated on. */
export interface EvaluatedData {
  /** Name of the market, empty when it has none. */
  readonly name: string;
  readonly fingerprint: string;
  /** Field of the prices behind the forward returns. */
  readonly price: string;
  /** First and last evaluated date. */
  readonly from: string;
  readonly to: string;
  readonly dates: number;
  readonly symbols: number;
}

/** How many symbols could be used, per evaluated date. */
export interface Coverage {
  readonly time: TimeIndex;
  /** Symbols with a price. */
  readonly trading: Int32Array;
  /** Symbols with a price and a factor value. */
  readonly covered: Int32Array;
}

/** The plain data of a factor's evaluation: everything its faces show. */
export interface FactorReportData {
  /** The factor that was evaluated: name, formula, hash. */
  readonly factor: EvaluatedFactor;
  /** The data that it was evaluated on: market, span, symbols. */
  readonly data: EvaluatedData;
  /** Number of quantiles. */
  readonly quantiles: number;
  /** Sessions between the date of the factor and the entry. */
  readonly delay: number;
  /** How forward returns over a delisting end; absent when they are missing. */
  readonly delisting?: Required<Delisting>;
  /** One report per horizon, ascending. */
  readonly horizons: readonly HorizonReport[];
  /** On how much of the market the factor has a value. */
  readonly coverage: Coverage;
}

import type { KpiValues, RiskReport } from "../risk/index.js";
import type { Simulation } from "./engine/ledger.js";
import type { Execution } from "./options.js";
import type { TradingValues } from "./tradingKpis.js";

/** What was traded and how, as plain data. */
export interface BacktestSettings extends Execution {
  /** The portfolio rule, `null` when weights were given. */
  readonly portfolio: Readonly<Record<string, string | number | null>> | null;
  /** The factor as text, or the name of the panel. */
  readonly signal: string;
  /** Name of the market, if it has one, and its fingerprint. */
  readonly data: string;
}

/** The plain data of a backtest. */
export interface BacktestNumbers extends Simulation {
  /** Name of the factor, or of the weights, that was traded. */
  readonly name: string;
  /** What was simulated: rebalancing, costs, delisting rule, capital. */
  readonly settings: BacktestSettings;
  /** Hash of everything that defines the variant: signal, data, portfolio, execution. */
  readonly hash: string;
  /** Key figures of returns and of trading by their stable names. */
  readonly kpis: KpiValues & TradingValues;
  /** Returns before commission, spread and borrowing of the session. */
  readonly returnsBeforeCosts: Float64Array;
  /** What a reader must know before believing the numbers. */
  readonly warnings: readonly string[];
  /** Risk of the net returns. */
  readonly report: RiskReport;
}

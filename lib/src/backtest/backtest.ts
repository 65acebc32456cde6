import { type Panel, type Showable, showsItself, type TimeIndex } from "../core/index.js";
import { type KpiValues, type RiskOptions, type RiskReport, report } from "../risk/index.js";
import type { BacktestNumbers, BacktestSettings } from "./backtestNumbers.js";
import type { Simulation } from "./engine/ledger.js";
import { backtestSheet } from "./face/backtestSheet.js";
import { costReturns, type TradingValues, tradingKpisOf } from "./tradingKpis.js";
import { warningsOf } from "./warnings.js";

/** What a backtest is made of. */
export interface BacktestParts {
  readonly name: string;
  readonly hash: string;
  readonly settings: BacktestSettings;
  readonly risk: RiskOptions;
}

/**
 * A simulated strategy: series, weights and key figures as plain data, which show themselves.
 * The series start on the session of the first trade; `risk.report(backtest)` takes it as it is.
 */
export class Backtest implements BacktestNumbers, Showable {
  readonly name: string;
  readonly hash: string;
  readonly settings: BacktestSettings;
  /** The sessions of the series, one entry per value. */
  readonly time: TimeIndex;
  readonly returns: Float64Array;
  readonly returnsBeforeCosts: Float64Array;
  readonly equity: Float64Array;
  readonly gross: Float64Array;
  readonly net: Float64Array;
  readonly cash: Float64Array;
  readonly turnover: Float64Array;
  readonly costs: Float64Array;
  readonly borrow: Float64Array;
  readonly trades: Int32Array;
  readonly holdings: Int32Array;
  readonly weights: Panel;
  readonly delistings: Simulation["delistings"];
  readonly ruined: string | null;
  readonly kpis: KpiValues & TradingValues;
  readonly warnings: readonly string[];
  readonly report: RiskReport;

  constructor(simulation: Simulation, { name, hash, settings, risk }: BacktestParts) {
    this.name = name;
    this.hash = hash;
    this.settings = settings;
    ({ time: this.time, returns: this.returns, equity: this.equity, weights: this.weights } = simulation);
    ({ gross: this.gross, net: this.net, cash: this.cash, holdings: this.holdings } = simulation);
    ({ turnover: this.turnover, costs: this.costs, borrow: this.borrow, trades: this.trades } = simulation);
    ({ delistings: this.delistings, ruined: this.ruined } = simulation);
    const { capital } = settings;
    const drag = costReturns(simulation, capital);
    this.returnsBeforeCosts = this.returns.map((r, i) => r + drag[i]);
    this.report = report({ returns: this.returns, time: this.time, name }, risk);
    const { periodsPerYear } = this.report.conventions;
    this.kpis = { ...this.report.kpis, ...tradingKpisOf({ ...simulation, capital, periodsPerYear }) };
    this.warnings = warningsOf(simulation);
  }

  /**
   * The key figures that are numbers and defined, by stable name, and `sessions`, the number of returns that they come from:
   * ready for `run.log`.
   */
  metrics(): Record<string, number> {
    const numbers = Object.entries(this.kpis).filter(([, value]) => Number.isFinite(value));
    const sessions = this.returns.reduce((n, value) => (Number.isNaN(value) ? n : n + 1), 0);
    return { ...(Object.fromEntries(numbers) as Record<string, number>), sessions };
  }

  toText(): string {
    return backtestSheet(this).toText();
  }

  toHtml(): string {
    return backtestSheet(this).toHtml();
  }
}
showsItself(Backtest);

/** From target weights to an equity curve: execution at the next session, costs, delistings. */
export type { Delisting } from "../data/index.js";
export { Backtest } from "./backtest.js";
export type { BacktestNumbers, BacktestSettings } from "./backtestNumbers.js";
export type { Simulation } from "./engine/ledger.js";
export { type Prices, simulate } from "./engine/simulate.js";
export type { BacktestOptions, Costs, Execution, ExecutionOptions, Rebalance } from "./options.js";
export { run } from "./run.js";
export { TRADING_KPIS, type TradingKpiName, type TradingValues, tradingKpiTable } from "./tradingKpis.js";

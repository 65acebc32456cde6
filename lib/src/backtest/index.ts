export type { Simulation } from "./engine/ledger.js";
export { type Prices, simulate } from "./engine/simulate.js";
export type { BacktestOptions, Costs, Delisting, ExecutionOptions, Rebalance } from "./options.js";

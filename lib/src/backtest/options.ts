import { checkInteger, checkKeys, checkNumber, checkOneOf, type DateLike, fail } from "../core/index.js";
import { checkDelisting, type Delisting } from "../data/index.js";
import type { PortfolioRule } from "../portfolio/index.js";
import type { RiskOptions } from "../risk/index.js";

/** `daily`, on the first session of each `weekly` (from Monday) or `monthly` period, or every n sessions. */
export type Rebalance = "daily" | "weekly" | "monthly" | number;

export interface Costs {
  /** Commission, basis points of the traded notional. Default 0. */
  commissionBps?: number;
  /** Quoted bid–ask spread, basis points; each trade pays half of it. Default 0. */
  spreadBps?: number;
  /** Cost of borrowing, basis points per year of the short value held overnight. Default 0. */
  borrowBps?: number;
}

/** How target weights are traded. */
export interface ExecutionOptions {
  /** When positions are brought back to target. Default `daily`. */
  rebalance?: Rebalance;
  /** Price of the fills: the open (the close where there is no open) or the close of the session. Default `open`. */
  fill?: "open" | "close";
  /** Sessions from the signal (known at its close) to the fill, at least 1. Default 1: the next session. */
  delay?: number;
  /** Trading costs; a number is basis points of the traded notional, all in. Default none. */
  costs?: Costs | number;
  /** What happens to positions whose prices end. */
  delisting?: Delisting;
  /** Equity before the first trade, in the currency of the prices. Default 1,000,000. */
  capital?: number;
  /** First session that may trade. Default: the first one with a signal. */
  from?: DateLike;
  /** Last session. Default: the last of the market. */
  to?: DateLike;
}

export interface BacktestOptions extends ExecutionOptions {
  /** How factor values become target weights. Needed for a factor; without it a panel is taken as weights. */
  portfolio?: PortfolioRule;
  /** Risk-free and required return per period for the key figures. Default 0. */
  risk?: RiskOptions;
  /** Name of the result. Default: that of the factor or panel. */
  name?: string;
}

/** Execution options with every default resolved. */
export interface Execution {
  readonly rebalance: Rebalance;
  readonly fill: "open" | "close";
  readonly delay: number;
  readonly commissionBps: number;
  readonly spreadBps: number;
  readonly borrowBps: number;
  readonly delistedAfter: number;
  readonly delistingReturn: number;
  readonly capital: number;
}

export const EXECUTION_OPTIONS = [
  "rebalance",
  "fill",
  "delay",
  "costs",
  "delisting",
  "capital",
  "from",
  "to",
] as const;

/** Check the options and resolve the defaults. */
export function executionOf(who: string, options: ExecutionOptions): Execution {
  const { delay = 1, costs = 0, delisting = {}, capital = 1e6, rebalance = "daily", fill = "open" } = options;
  if (delay === 0) {
    fail(who, "delay must be at least 1 session", {
      received: 0,
      fix: "a signal is known at the close of its session; trading in that session would look ahead",
    });
  }
  const { after: delistedAfter, return: delistingReturn } = checkDelisting(who, delisting);
  if (typeof rebalance === "number") checkInteger(who, "rebalance", rebalance, 1);
  else checkOneOf(who, "rebalance", rebalance, ["daily", "weekly", "monthly"]);
  return {
    rebalance,
    fill: checkOneOf(who, "fill", fill, ["open", "close"]),
    delay: checkInteger(who, "delay", delay, 1),
    ...costsOf(who, costs),
    ...{ delistedAfter, delistingReturn },
    capital: checkNumber(who, "capital", capital, { min: Number.MIN_VALUE }),
  };
}

function costsOf(who: string, costs: Costs | number) {
  const given: Costs = typeof costs === "number" ? { commissionBps: costs } : costs;
  checkKeys(`${who} costs`, given, ["commissionBps", "spreadBps", "borrowBps"]);
  const bps = (name: keyof Costs) => checkNumber(who, `costs.${name}`, given[name] ?? 0, { min: 0 });
  return { commissionBps: bps("commissionBps"), spreadBps: bps("spreadBps"), borrowBps: bps("borrowBps") };
}

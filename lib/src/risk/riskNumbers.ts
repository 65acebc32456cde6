import type { TimeIndex } from "../core/index.js";
import type { Drawdown } from "./drawdowns.js";
import type { MonthlyReturn } from "./monthly.js";
import type { KpiValues } from "./registry.js";

/** The plain data of a risk report. */
export interface RiskNumbers {
  /** What the returns belong to. */
  readonly name: string;
  /** Simple returns per period, fractions; `NaN` missing. */
  readonly returns: Float64Array;
  /** The date of each return; undefined when returns came without dates. */
  readonly time: TimeIndex | undefined;
  /** Every key figure by its stable name, e.g. `kpis.sharpe`; definitions in `kpiTable()`. */
  readonly kpis: KpiValues;
  /** Wealth after each period for 1 at the start. */
  readonly wealth: Float64Array;
  /** Loss since the last peak after each period, zero or negative fractions. */
  readonly drawdown: Float64Array;
  /** The five deepest drawdowns, deepest first. */
  readonly drawdowns: readonly Drawdown[];
  /** Compound return of each calendar month; empty without dates. */
  readonly monthly: readonly MonthlyReturn[];
  /** The conventions that the numbers follow. */
  readonly conventions: {
    readonly periodsPerYear: number;
    readonly riskFree: number;
    readonly target: number;
  };
}

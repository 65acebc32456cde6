import { mean, sum, type TableView } from "../core/index.js";
import { definitionTable, type NumberKpi, numberKpi } from "../risk/index.js";
import type { Simulation } from "./engine/ledger.js";

/** A simulation with the conventions that its key figures need. */
export interface TradingSample extends Simulation {
  readonly capital: number;
  readonly periodsPerYear: number;
}

/** Costs and borrowing of each session, as fractions of equity at the previous close. */
export function costReturns({ costs, borrow, equity }: Simulation, capital: number): Float64Array {
  return costs.map((cost, i) => (cost + borrow[i]) / (i === 0 ? capital : equity[i - 1]));
}

const NONE = "NaN without a session";
const SHARED = { ddof: null, missing: NONE, source: "definition" } as const;

function average(
  label: string,
  meaning: string,
  pick: (sample: TradingSample) => Float64Array,
): NumberKpi<TradingSample> {
  return numberKpi({
    ...SHARED,
    label,
    meaning,
    formula: "\\frac{1}{T}\\sum_t x_t",
    unit: "fraction of equity",
    format: "percent",
    annualisation: "none",
    compute: (sample) => mean(pick(sample)),
  });
}

function total(
  label: string,
  meaning: string,
  pick: (sample: TradingSample) => ArrayLike<number>,
): NumberKpi<TradingSample> {
  return numberKpi({
    ...SHARED,
    label,
    meaning,
    formula: "\\sum_t x_t",
    unit: "",
    format: "integer",
    annualisation: "none",
    compute: (sample) => sum(Float64Array.from(pick(sample))),
  });
}

/** Key figures of trading, beside those of returns. */
export const TRADING_KPIS = {
  turnover_annual: numberKpi<TradingSample>({
    ...SHARED,
    label: "Turnover",
    meaning:
      "One-sided turnover per year: half of the sum of absolute weight changes by trading; 1 replaces a fully invested long portfolio once.",
    formula: "\\frac{A}{T}\\sum_t \\tfrac12\\sum_i |\\Delta w_{i,t}|",
    unit: "multiple of equity per year",
    format: "ratio",
    annualisation: "mean × A",
    compute: ({ turnover, periodsPerYear }) => mean(turnover) * periodsPerYear,
  }),
  cost_annual: numberKpi<TradingSample>({
    ...SHARED,
    label: "Costs",
    meaning: "Commission, half spreads and borrowing per year, relative to equity at the previous close.",
    formula: "\\frac{A}{T}\\sum_t \\frac{C_t+B_t}{E_{t-1}}",
    unit: "fraction of equity per year",
    format: "percent",
    annualisation: "mean × A",
    compute: (sample) => mean(costReturns(sample, sample.capital)) * sample.periodsPerYear,
  }),
  cost_total: total(
    "Costs paid",
    "Commission and half spreads over the whole span, in the currency of the prices.",
    (s) => s.costs,
  ),
  borrow_total: total(
    "Borrowing paid",
    "Borrowing costs over the whole span, in the currency of the prices.",
    (s) => s.borrow,
  ),
  trades: total("Trades", "Number of trades over the whole span.", (s) => s.trades),
  delistings: numberKpi<TradingSample>({
    ...SHARED,
    label: "Delistings",
    meaning: "Positions written off because their prices ended.",
    formula: "\\#",
    unit: "",
    format: "integer",
    annualisation: "none",
    missing: "none",
    compute: ({ delistings }) => delistings.length,
  }),
  holdings_mean: numberKpi<TradingSample>({
    ...SHARED,
    label: "Holdings",
    meaning: "Mean number of positions at the close.",
    formula: "\\frac{1}{T}\\sum_t \\#\\{i: w_{i,t}\\neq 0\\}",
    unit: "",
    format: "number",
    annualisation: "none",
    compute: ({ holdings }) => mean(Float64Array.from(holdings)),
  }),
  gross_mean: average("Gross exposure", "Mean sum of absolute weights at the close.", (s) => s.gross),
  net_mean: average("Net exposure", "Mean sum of weights at the close.", (s) => s.net),
};

export type TradingKpiName = keyof typeof TRADING_KPIS;

export type TradingValues = { readonly [K in TradingKpiName]: number };

export function tradingKpisOf(sample: TradingSample): TradingValues {
  const entries = Object.entries(TRADING_KPIS).map(([name, kpi]) => [name, kpi.compute(sample)]);
  return Object.fromEntries(entries) as TradingValues;
}

/** The definitions of the trading key figures as a table. */
export function tradingKpiTable(): TableView {
  return definitionTable("Key figures of trading", TRADING_KPIS);
}

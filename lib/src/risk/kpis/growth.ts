import { numberKpi } from "../kpi.js";
import type { ReturnSample } from "../sample.js";

/** Wealth at the end for 1 at the start; `NaN` when every return is missing. */
export function endingWealth({ present }: ReturnSample): number {
  if (present.length === 0) return Number.NaN;
  let value = 1;
  for (let i = 0; i < present.length; i++) value *= 1 + present[i];
  return value;
}

/** Compound return per year; a missing return is a period without a change. */
export function compoundAnnual(sample: ReturnSample): number {
  return endingWealth(sample) ** (sample.periodsPerYear / sample.returns.length) - 1;
}

export const GROWTH = {
  total_return: numberKpi({
    label: "Total return",
    meaning: "Compound return over the whole span.",
    formula: "W_T - 1",
    unit: "fraction",
    format: "percent",
    annualisation: "none",
    ddof: null,
    missing: "a missing return counts as 0; NaN without any return",
    source: "empyrical cum_returns_final",
    compute: (sample) => endingWealth(sample) - 1,
  }),
  cagr: numberKpi({
    label: "CAGR",
    meaning: "Compound annual growth rate.",
    formula: "W_T^{A/T} - 1",
    unit: "fraction per year",
    format: "percent",
    annualisation: "geometric, A / T",
    ddof: null,
    missing:
      "a missing return counts as 0 but its period counts in T; NaN without any return or below total loss",
    source: "empyrical annual_return, cagr",
    compute: compoundAnnual,
  }),
  best_day: numberKpi({
    label: "Best period",
    meaning: "Largest return of one period (a day for daily returns).",
    formula: "\\max_t r_t",
    unit: "fraction",
    format: "percent",
    annualisation: "none",
    ddof: null,
    missing: "skipped; NaN without any return",
    source: "order statistic",
    compute: ({ present }) => (present.length ? present.reduce((a, b) => Math.max(a, b)) : Number.NaN),
  }),
  worst_day: numberKpi({
    label: "Worst period",
    meaning: "Smallest return of one period (a day for daily returns).",
    formula: "\\min_t r_t",
    unit: "fraction",
    format: "percent",
    annualisation: "none",
    ddof: null,
    missing: "skipped; NaN without any return",
    source: "order statistic",
    compute: ({ present }) => (present.length ? present.reduce((a, b) => Math.min(a, b)) : Number.NaN),
  }),
  hit_rate: numberKpi({
    label: "Hit rate",
    meaning: "Share of periods with a positive return; a return of exactly 0 is not a hit.",
    formula: "\\frac{1}{n}\\sum_t \\mathbf{1}[r_t > 0]",
    unit: "fraction",
    format: "percent",
    annualisation: "none",
    ddof: null,
    missing: "skipped; NaN without any return",
    source: "definition",
    compute: ({ present }) => present.filter((r) => r > 0).length / present.length,
  }),
};

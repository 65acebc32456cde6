import { mean, quantile, std } from "../../core/index.js";
import { deepest } from "../episodes.js";
import { numberKpi } from "../kpi.js";
import type { ReturnSample } from "../sample.js";
import { downsideDeviation, isConstant } from "./dispersion.js";
import { compoundAnnual } from "./growth.js";

/** Mean over sample standard deviation; infinite for constant non-zero values, NaN for fewer than two. */
export function meanOverStd(values: Float64Array): number {
  if (values.length < 2) return Number.NaN;
  return mean(values) / (isConstant(values) ? 0 : std(values, 1));
}

function sharpe({ present, riskFree, periodsPerYear }: ReturnSample): number {
  return meanOverStd(present.map((r) => r - riskFree)) * Math.sqrt(periodsPerYear);
}

function sortino(sample: ReturnSample): number {
  const { present, target, periodsPerYear, returns } = sample;
  if (returns.length < 2 || present.length === 0) return Number.NaN;
  const shortfall = downsideDeviation(sample) * Math.sqrt(periodsPerYear);
  return (mean(present.map((r) => r - target)) * periodsPerYear) / shortfall;
}

function calmar(sample: ReturnSample): number {
  const worst = deepest(sample.episodes);
  return worst ? compoundAnnual(sample) / Math.abs(worst.depth) : Number.NaN;
}

function omega({ present, target, riskFree }: ReturnSample): number {
  let gain = 0;
  let loss = 0;
  for (let i = 0; i < present.length; i++) {
    const excess = present[i] - riskFree - target;
    if (excess > 0) gain += excess;
    else loss -= excess;
  }
  return present.length >= 2 && loss > 0 ? gain / loss : Number.NaN;
}

export const RATIOS = {
  sharpe: numberKpi({
    label: "Sharpe ratio",
    meaning: "Mean excess return per unit of volatility, per year.",
    formula: "\\sqrt{A}\\,\\frac{\\overline{r-f}}{\\operatorname{sd}(r-f)}",
    unit: "1/√year",
    format: "ratio",
    annualisation: "× √A",
    ddof: 1,
    missing: "skipped; NaN with fewer than 2 returns; infinite for constant returns that are not 0",
    source: "Sharpe 1994; empyrical sharpe_ratio",
    compute: sharpe,
  }),
  sortino: numberKpi({
    label: "Sortino ratio",
    meaning: "Mean return above the required return per unit of downside risk, per year.",
    formula: "\\frac{A\\,\\overline{r-m}}{\\sqrt{A}\\,\\sqrt{\\frac{1}{n}\\sum_t \\min(r_t-m,0)^2}}",
    unit: "1/√year",
    format: "ratio",
    annualisation: "mean × A over downside risk × √A",
    ddof: 0,
    missing: "skipped; NaN with fewer than 2 periods; infinite when no return is below the required one",
    source: "Sortino & Price 1994; empyrical sortino_ratio",
    compute: sortino,
  }),
  calmar: numberKpi({
    label: "Calmar ratio",
    meaning: "CAGR over the size of the maximum drawdown.",
    formula: "\\frac{\\mathrm{CAGR}}{|\\min_t D_t|}",
    unit: "1/year",
    format: "ratio",
    annualisation: "through CAGR",
    ddof: null,
    missing: "NaN without a drawdown",
    source: "Young 1991 over the whole span; empyrical calmar_ratio",
    compute: calmar,
  }),
  omega: numberKpi({
    label: "Omega ratio",
    meaning: "Sum of returns above the required return over the sum of those below it.",
    formula: "\\frac{\\sum_t \\max(r_t-f-m,0)}{\\sum_t \\max(m+f-r_t,0)}",
    unit: "1",
    format: "ratio",
    annualisation: "none",
    ddof: null,
    missing: "skipped; NaN with fewer than 2 returns or none below the required one",
    source: "Keating & Shadwick 2002; empyrical omega_ratio with the required return per period",
    compute: omega,
  }),
  tail_ratio: numberKpi({
    label: "Tail ratio",
    meaning: "Size of the 95th percentile of returns over the size of the 5th.",
    formula: "\\left|\\frac{q_{0.95}(r)}{q_{0.05}(r)}\\right|",
    unit: "1",
    format: "ratio",
    annualisation: "none",
    ddof: null,
    missing: "skipped; NaN without any return",
    source: "empyrical tail_ratio; linear quantiles",
    compute: ({ present }) => Math.abs(quantile(present, 0.95)) / Math.abs(quantile(present, 0.05)),
  }),
};

import { kurtosis, skewness, std } from "../../core/index.js";
import { numberKpi } from "../kpi.js";
import type { ReturnSample } from "../sample.js";

/** Whether all present returns are the same number, so that rounding must not make a spread of them. */
export function isConstant(present: Float64Array): boolean {
  return present.every((r) => r === present[0]);
}

/** Root mean square of the shortfall below the target, per period. */
export function downsideDeviation({ present, target }: ReturnSample): number {
  let total = 0;
  for (let i = 0; i < present.length; i++) total += Math.min(present[i] - target, 0) ** 2;
  return Math.sqrt(total / present.length);
}

const MOMENTS = "skipped; NaN for no or constant returns";

export const DISPERSION = {
  volatility: numberKpi({
    label: "Volatility",
    meaning: "Standard deviation of returns, per year.",
    formula: "\\sqrt{A}\\,\\sqrt{\\frac{1}{n-1}\\sum_t (r_t-\\bar r)^2}",
    unit: "fraction per √year",
    format: "percent",
    annualisation: "× √A",
    ddof: 1,
    missing: "skipped; NaN with fewer than 2 returns",
    source: "empyrical annual_volatility",
    compute: ({ present, periodsPerYear }) => std(present, 1) * Math.sqrt(periodsPerYear),
  }),
  downside_risk: numberKpi({
    label: "Downside risk",
    meaning: "Root mean square of returns below the required return, per year.",
    formula: "\\sqrt{A}\\,\\sqrt{\\frac{1}{n}\\sum_t \\min(r_t-m,0)^2}",
    unit: "fraction per √year",
    format: "percent",
    annualisation: "× √A",
    ddof: 0,
    missing: "skipped; NaN without any return",
    source: "Sortino & van der Meer 1991; empyrical downside_risk",
    compute: (sample) => downsideDeviation(sample) * Math.sqrt(sample.periodsPerYear),
  }),
  skewness: numberKpi({
    label: "Skewness",
    meaning: "Asymmetry of returns: negative when large losses are likelier than large gains.",
    formula: "\\frac{m_3}{m_2^{3/2}},\\quad m_k=\\frac{1}{n}\\sum_t (r_t-\\bar r)^k",
    unit: "1",
    format: "ratio",
    annualisation: "none",
    ddof: 0,
    missing: MOMENTS,
    source: "scipy.stats.skew (bias=True), as pyfolio",
    compute: ({ present }) => (isConstant(present) ? Number.NaN : skewness(present)),
  }),
  kurtosis: numberKpi({
    label: "Excess kurtosis",
    meaning: "Weight of the tails beyond a normal distribution, which has 0.",
    formula: "\\frac{m_4}{m_2^2}-3,\\quad m_k=\\frac{1}{n}\\sum_t (r_t-\\bar r)^k",
    unit: "1",
    format: "ratio",
    annualisation: "none",
    ddof: 0,
    missing: MOMENTS,
    source: "scipy.stats.kurtosis (Fisher, bias=True), as pyfolio",
    compute: ({ present }) => (isConstant(present) ? Number.NaN : kurtosis(present)),
  }),
};

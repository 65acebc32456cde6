import { mean, std } from "../../core/index.js";
import { type NumberKpi, numberKpi } from "../kpi.js";
import type { ReturnSample } from "../sample.js";
import { meanOverStd } from "./ratios.js";

/** The periods in which both the returns and the benchmark are present. */
function paired({ returns, benchmark }: ReturnSample): { own: Float64Array; other: Float64Array } {
  if (!benchmark) return { own: new Float64Array(0), other: new Float64Array(0) };
  const both = (_: number, i: number) => !Number.isNaN(returns[i]) && !Number.isNaN(benchmark[i]);
  return { own: returns.filter(both), other: benchmark.filter(both) };
}

function slope(own: Float64Array, other: Float64Array): number {
  const center = mean(other);
  let covariance = 0;
  let variance = 0;
  for (let i = 0; i < other.length; i++) {
    covariance += (other[i] - center) * own[i];
    variance += (other[i] - center) ** 2;
  }
  return own.length >= 2 && variance / own.length > 1e-30 ? covariance / variance : Number.NaN;
}

function alpha(sample: ReturnSample): number {
  const { own, other } = paired(sample);
  const beta = slope(own, other);
  const rest = own.map((r, i) => r - sample.riskFree - beta * (other[i] - sample.riskFree));
  return (1 + mean(rest)) ** sample.periodsPerYear - 1;
}

function active(sample: ReturnSample): Float64Array {
  const { own, other } = paired(sample);
  return own.map((r, i) => r - other[i]);
}

const SHARED: Pick<NumberKpi, "missing"> = {
  missing:
    "periods in which either is missing are skipped; NaN without a benchmark or with fewer than 2 pairs",
};

export const RELATIVE = {
  beta: numberKpi({
    ...SHARED,
    label: "Beta",
    meaning: "Slope of returns on the benchmark's returns.",
    formula: "\\frac{\\operatorname{cov}(r,b)}{\\operatorname{var}(b)}",
    unit: "1",
    format: "ratio",
    annualisation: "none",
    ddof: null,
    source: "empyrical beta_aligned",
    compute: (sample) => {
      const { own, other } = paired(sample);
      return slope(own, other);
    },
  }),
  alpha: numberKpi({
    ...SHARED,
    label: "Alpha",
    meaning: "Mean return that the benchmark does not explain, compounded to a year.",
    formula: "\\left(1+\\overline{(r-f)-\\beta\\,(b-f)}\\right)^{A}-1",
    unit: "fraction per year",
    format: "percent",
    annualisation: "geometric, ^A",
    ddof: null,
    source: "empyrical alpha_aligned",
    compute: alpha,
  }),
  tracking_error: numberKpi({
    ...SHARED,
    label: "Tracking error",
    meaning: "Standard deviation of returns less the benchmark's, per year.",
    formula: "\\sqrt{A}\\,\\operatorname{sd}(r-b)",
    unit: "fraction per √year",
    format: "percent",
    annualisation: "× √A",
    ddof: 1,
    source: "Grinold & Kahn 2000",
    compute: (sample) => std(active(sample), 1) * Math.sqrt(sample.periodsPerYear),
  }),
  information_ratio: numberKpi({
    ...SHARED,
    label: "Information ratio",
    meaning: "Mean return above the benchmark per unit of tracking error, per year.",
    formula: "\\sqrt{A}\\,\\frac{\\overline{r-b}}{\\operatorname{sd}(r-b)}",
    unit: "1/√year",
    format: "ratio",
    annualisation: "× √A (empyrical excess_sharpe is the same before annualisation)",
    ddof: 1,
    source: "Grinold & Kahn 2000; empyrical excess_sharpe × √A",
    compute: (sample) => meanOverStd(active(sample)) * Math.sqrt(sample.periodsPerYear),
  }),
};

import { mean, quantileSorted } from "../../core/index.js";
import { type NumberKpi, numberKpi } from "../kpi.js";

/** Return that is undercut in a share `cutoff` of periods: a linear percentile of the sample. */
export function valueAtRisk(present: Float64Array, cutoff: number): number {
  return quantileSorted(present.slice().sort(), cutoff);
}

/** Mean of the ⌊(n − 1)·cutoff⌋ + 1 smallest returns. */
export function conditionalValueAtRisk(present: Float64Array, cutoff: number): number {
  const worst = Math.floor((present.length - 1) * cutoff) + 1;
  return mean(present.slice().sort().subarray(0, Math.max(0, worst)));
}

const SHARED = {
  unit: "fraction",
  format: "percent",
  annualisation: "none",
  ddof: null,
} as const;

function valueAtRiskKpi(percent: number): NumberKpi {
  const cutoff = (100 - percent) / 100;
  return numberKpi({
    ...SHARED,
    label: `VaR ${percent} %`,
    meaning: `Historical value at risk: the return that is undercut in ${100 - percent} % of periods (a loss is negative).`,
    formula: `q_{${cutoff}}(r)`,
    missing: "skipped; NaN without any return (empyrical gives NaN as soon as one return is missing)",
    source: "empyrical value_at_risk; linear quantile (numpy's default)",
    compute: ({ present }) => valueAtRisk(present, cutoff),
  });
}

function conditionalValueAtRiskKpi(percent: number): NumberKpi {
  const cutoff = (100 - percent) / 100;
  return numberKpi({
    ...SHARED,
    label: `CVaR ${percent} %`,
    meaning: `Historical expected shortfall: mean of the worst ${100 - percent} % of returns (a loss is negative).`,
    formula: `\\frac{1}{k}\\sum_{i=1}^{k} r_{(i)},\\quad k=\\lfloor (n-1)\\cdot ${cutoff}\\rfloor + 1`,
    missing: "skipped; NaN without any return",
    source: "empyrical conditional_value_at_risk",
    compute: ({ present }) => conditionalValueAtRisk(present, cutoff),
  });
}

export const TAIL = {
  var_95: valueAtRiskKpi(95),
  cvar_95: conditionalValueAtRiskKpi(95),
  var_99: valueAtRiskKpi(99),
  cvar_99: conditionalValueAtRiskKpi(99),
};

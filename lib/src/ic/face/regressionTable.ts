import { counted, formatNumber, TableView } from "../../core/index.js";
import type { FactorRegressionData } from "../regression/regressionData.js";
import { LEVEL, pText } from "./words.js";

/** Alpha per year and the betas, one row each. The title is the finding. */
export function regressionTable(
  fit: FactorRegressionData & { residualStdPerYear: number; dates: number },
): TableView {
  const { terms, periodsPerYear, rSquared, residualStdPerYear, unmatched, from, to, lags } = fit;
  const [alpha] = terms;
  const rows = terms.map(({ name, estimate, t, p, interval }, k) => {
    const year = k === 0 ? periodsPerYear : 1;
    const write = (value: number) => formatNumber(value * year, k === 0 ? "percent" : "ratio");
    return {
      term: k === 0 ? "alpha per year" : name,
      estimate: write(estimate),
      t,
      p,
      interval: `${write(interval[0])} to ${write(interval[1])}`,
    };
  });
  const doubt = alpha.p < LEVEL ? "" : ", not distinguishable from zero";
  const lost = unmatched > 0 ? `; ${counted(unmatched, "date")} without factor returns left out` : "";
  const excess = fit.riskFree ? `returns less ${fit.riskFree}` : "returns as given";
  return new TableView(rows, {
    title: `${fit.name || "Returns"}: alpha ${formatNumber(alpha.estimate * periodsPerYear, "percent")} per year (${pText(alpha.p)})${doubt}; the factors explain ${formatNumber(rSquared, "percent")} of the variance`,
    columns: [
      { key: "term" },
      { key: "estimate" },
      { key: "t", unit: `Newey–West, ${counted(lags, "lag")}`, format: "ratio" },
      { key: "p", unit: "default test", format: "pvalue" },
      { key: "interval", label: "95 % interval" },
    ],
    note: `${counted(fit.dates, "date")}, ${from} to ${to}, ${excess}${lost}; residual ${formatNumber(residualStdPerYear, "percent")} per year`,
  });
}

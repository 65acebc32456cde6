import { counted, TableView } from "../../core/index.js";
import { alikePairs, clusterMembers, type FactorCorrelationData } from "../compare/correlationData.js";
import { fixed } from "./words.js";

/** How many different things the factors say. */
export function clusterHeadline(correlation: FactorCorrelationData): string {
  const { names, clusterAt } = correlation;
  const groups = clusterMembers(correlation).length;
  return `${names.length} factors form ${counted(groups, "cluster")} at |ρ| ≥ ${clusterAt}`;
}

/** Which two say the same. */
export function alikeHeadline(correlation: FactorCorrelationData): string {
  const [top] = alikePairs(correlation, 0);
  return top
    ? `most alike: ${top.a} and ${top.b} (ρ ${fixed(top.rho, 2)})`
    : "no two have names in common to compare";
}

/** Pairs of factors, the most alike first. The title is the finding unless another is given. */
export function correlationTable(
  correlation: FactorCorrelationData,
  title = `${clusterHeadline(correlation)}; ${alikeHeadline(correlation)}`,
): TableView {
  const clusterOf = (name: string) => correlation.clusters[correlation.names.indexOf(name)];
  const rows = alikePairs(correlation, 0).map((pair) => ({
    ...pair,
    cluster: clusterOf(pair.a) === clusterOf(pair.b) ? String(clusterOf(pair.a)) : "",
  }));
  return new TableView(rows, {
    title,
    columns: [
      { key: "a", label: "factor" },
      { key: "b", label: "and" },
      { key: "rho", label: "ρ", unit: "mean rank correlation", format: "ratio" },
      { key: "dates", format: "integer" },
      { key: "cluster", label: "common cluster" },
    ],
    note: `${correlation.from} to ${correlation.to}; clusters: average linkage on 1 − |ρ|`,
  });
}

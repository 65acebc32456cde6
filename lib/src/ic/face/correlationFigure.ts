import { counted } from "../../core/index.js";
import { type Figure, heatmap } from "../../plot/index.js";
import { clusterMembers, type FactorCorrelationData } from "../compare/correlationData.js";
import { alikeHeadline } from "./correlationTable.js";
import { capitalised } from "./words.js";

/** More rows than this cannot be read. */
const MOST = 30;

/** The correlations ordered by likeness. Of more than 30 factors, one of each of the largest clusters stands for all. */
export function correlationFigure(correlation: FactorCorrelationData): Figure {
  const { names, values, from, to, market } = correlation;
  const shown = shownFactors(correlation);
  const rows = shown.map((f, i) => `${names[f]} · ${i + 1}`);
  const cells = shown.flatMap((a) => shown.map((b) => values[a * names.length + b]));
  const left = names.length - shown.length;
  const which =
    left > 0
      ? `the most central factor of ${shown.length === MOST ? `the ${MOST} largest clusters` : "each cluster"}, ${counted(left, "factor")} not drawn`
      : "neighbours are alike";
  return heatmap(
    { rows, columns: rows.map((_, i) => String(i + 1)), values: cells },
    {
      title: capitalised(alikeHeadline(correlation)),
      subtitle: `mean over dates of the rank correlation across symbols; ${which}`,
      source: `${market || "market in memory"}, ${from} to ${to}`,
      value: { label: "Mean rank correlation", unit: "−1 to 1" },
      limit: 1,
      decimals: shown.length > 16 ? 1 : 2,
    },
  );
}

function shownFactors(correlation: FactorCorrelationData): number[] {
  const { names, order } = correlation;
  if (names.length <= MOST) return [...order];
  const largest = clusterMembers(correlation)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST);
  const central = new Set(largest.map((group) => mostCentral(correlation, group)));
  return order.filter((f) => central.has(f));
}

/** The member with the largest mean |ρ| to the others. */
function mostCentral({ names, values }: FactorCorrelationData, group: readonly number[]): number {
  const likeness = (f: number): number =>
    group.reduce((sum, other) => sum + (Math.abs(values[f * names.length + other]) || 0), 0);
  return group.reduce((best, f) => (likeness(f) > likeness(best) ? f : best));
}

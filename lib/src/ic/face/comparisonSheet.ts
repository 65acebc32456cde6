import type { Showable } from "../../core/index.js";
import { decayChart, Sheet } from "../../plot/index.js";
import { ranking } from "../compare/ranking.js";
import type { HorizonReport } from "../horizonReport.js";
import { DEFAULT_TEST } from "../meanInference.js";
import type { FactorReportData } from "../reportData.js";
import { comparisonHeadline, comparisonTable } from "./comparisonTable.js";
import { manyTestsTable } from "./manyTestsTable.js";
import { fixed, pText, sessions, size, sourceText, strongest } from "./words.js";

/** More curves cannot be told apart in one chart. */
const MOST_CURVES = 8;

/** Several factors side by side: ranked where one is strongest, by horizon, corrected for their number, and their decay. */
export function comparisonSheet(reports: readonly FactorReportData[]): Sheet {
  const [best] = byStrength(reports);
  const { horizon } = strongest(best.horizons);
  const items: Showable[] = [];
  if (reports.every(({ horizons }) => horizons.some((at) => at.horizon === horizon))) {
    items.push(ranking(reports, { horizon }));
  }
  items.push(comparisonTable(reports, "By factor and horizon"), manyTestsTable(reports));
  if (reports.some(({ horizons }) => horizons.length > 1)) items.push(decays(reports));
  return new Sheet({ title: comparisonHeadline(reports), subtitle: sourceText(reports[0]), items });
}

function decays(reports: readonly FactorReportData[]) {
  const ordered = byStrength(reports).slice(0, MOST_CURVES);
  const best = ordered[0];
  const at = strongest(best.horizons);
  const left = reports.length - ordered.length;
  return decayChart(
    ordered.map((report) => ({ name: report.factor.name, points: report.horizons.map(point) })),
    {
      title: `${best.factor.name} has the smallest p-value: rank IC ${fixed(at.rankIcStats.mean, 3)} at ${sessions(at.horizon)} (${pText(at.inference[DEFAULT_TEST].p)})`,
      subtitle: `mean rank IC by horizon${left > 0 ? `, the ${ordered.length} strongest of ${reports.length} factors` : ""}`,
      source: sourceText(best),
    },
  );
}

function byStrength(reports: readonly FactorReportData[]): FactorReportData[] {
  return [...reports].sort((a, b) => size(strongest(b.horizons)) - size(strongest(a.horizons)));
}

function point({ horizon, inference }: HorizonReport) {
  const { interval } = inference[DEFAULT_TEST];
  return { horizon, value: inference.mean, low: interval[0], high: interval[1] };
}

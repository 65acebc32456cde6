import type { Showable } from "../../core/index.js";
import { decayChart, Sheet } from "../../plot/index.js";
import type { HorizonReport } from "../horizonReport.js";
import type { FactorReportData } from "../reportData.js";
import { comparisonHeadline, comparisonTable } from "./comparisonTable.js";
import { fixed, sessions, sourceText, strongest } from "./words.js";

/** More curves cannot be told apart in one chart. */
const MOST_CURVES = 8;

/** Several factors side by side: one table, and the decay of the strongest ones. */
export function comparisonSheet(reports: readonly FactorReportData[]): Sheet {
  const items: Showable[] = [comparisonTable(reports, "By factor and horizon")];
  const several = reports.some((report) => report.horizons.length > 1);
  if (several) items.push(decays(reports));
  return new Sheet({ title: comparisonHeadline(reports), subtitle: sourceText(reports[0]), items });
}

function decays(reports: readonly FactorReportData[]) {
  const ordered = [...reports].sort((a, b) => size(b) - size(a)).slice(0, MOST_CURVES);
  const best = ordered[0];
  const at = strongest(best.horizons);
  const left = reports.length - ordered.length;
  return decayChart(
    ordered.map((report) => ({ name: report.factor.name, points: report.horizons.map(point) })),
    {
      title: `${best.factor.name} has the largest |t|: rank IC ${fixed(at.rankIcStats.mean, 3)} at ${sessions(at.horizon)} (t = ${fixed(at.rankIcStats.t, 1)})`,
      subtitle: `mean rank IC by horizon${left > 0 ? `, the ${ordered.length} strongest of ${reports.length} factors` : ""}`,
      source: sourceText(best),
    },
  );
}

function point({ horizon, rankIcStats: { mean, interval } }: HorizonReport) {
  return { horizon, value: mean, low: interval[0], high: interval[1] };
}

function size(report: FactorReportData): number {
  const { t } = strongest(report.horizons).rankIcStats;
  return Number.isNaN(t) ? -1 : Math.abs(t);
}

import { TableView } from "../../core/index.js";
import type { FactorReportData } from "../reportData.js";
import { SUMMARY_COLUMNS, SUMMARY_NOTE, summaryRow } from "./summaryTable.js";
import { isDistinguishable } from "./words.js";

/** How many of the tests can be told from zero, beside how many chance alone would give. */
export function comparisonHeadline(reports: readonly FactorReportData[]): string {
  const tests = reports.flatMap((report) => report.horizons);
  const told = tests.filter((h) => isDistinguishable(h.inference)).length;
  const chance = (tests.length * 0.05).toFixed(1);
  return `${told} of ${tests.length} rank ICs are distinguishable from zero at 5 % (about ${chance} would by chance alone)`;
}

/** One row per factor and horizon. The title is the finding unless another is given. */
export function comparisonTable(
  reports: readonly FactorReportData[],
  title: string = comparisonHeadline(reports),
): TableView {
  const rows = reports.flatMap((report) =>
    report.horizons.map((horizon) => ({ factor: report.factor.name, ...summaryRow(horizon) })),
  );
  return new TableView(rows, {
    title,
    columns: [{ key: "factor" }, ...SUMMARY_COLUMNS.filter(({ key }) => key !== "observations")],
    note: SUMMARY_NOTE,
    limit: 200,
  });
}

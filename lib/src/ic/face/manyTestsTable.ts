import { counted, TableView } from "../../core/index.js";
import { manyTests } from "../manyTests.js";
import type { FactorReportData } from "../reportData.js";
import { LEVEL } from "./words.js";

/** Which rank ICs survive a correction for the number of tests, smallest p-value first. */
export function manyTestsTable(reports: readonly FactorReportData[]): TableView {
  const { rows, tests: all } = manyTests(reports);
  const tests = [...rows].sort((a, b) => (Number.isNaN(a.p) ? 1 : Number.isNaN(b.p) ? -1 : a.p - b.p));
  const count = (passes: (row: (typeof tests)[number]) => boolean) => tests.filter(passes).length;
  const title = `Of ${tests.length} rank ICs, ${count((row) => row.p < LEVEL)} have p < ${LEVEL}; ${count((row) => row.bh <= LEVEL)} survive Benjamini–Hochberg, ${count((row) => row.bonferroni <= LEVEL)} Bonferroni, ${count((row) => row.hlz)} pass |t| > 3`;
  return new TableView(
    tests.map((row) => ({ ...row, hlz: row.hlz ? "yes" : "no" })),
    {
      title,
      columns: [
        { key: "factor" },
        { key: "horizon", unit: "sessions", format: "integer" },
        { key: "rankIc", label: "rank IC", unit: "mean", format: "correlation" },
        { key: "p", unit: "cosines", format: "pvalue" },
        { key: "bh", label: "p", unit: "Benjamini–Hochberg", format: "pvalue" },
        { key: "bonferroni", label: "p", unit: "Bonferroni", format: "pvalue" },
        { key: "hlz", label: "|t| > 3", unit: "Harvey–Liu–Zhu" },
      ],
      note:
        all > tests.length
          ? `corrected for ${counted(all, "test")}: the other variants that this run has tried count too`
          : `corrected for ${counted(all, "test")}: the run has tried nothing else`,
      limit: 200,
    },
  );
}

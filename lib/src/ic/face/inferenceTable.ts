import { type Cell, TableView } from "../../core/index.js";
import { DEFAULT_TEST, MEAN_TESTS, type MeanTestName } from "../meanInference.js";
import type { FactorReportData } from "../reportData.js";

const LABEL: Record<MeanTestName, string> = {
  iid: "i.i.d.",
  neweyWest: "Newey–West",
  bootstrap: "block bootstrap",
  fixedB: "fixed-b",
  cosine: "cosines (default)",
  everyHth: "every h-th date",
};

/** The six tests of a zero mean rank IC, one row per horizon and test. */
export function inferenceTable({ horizons }: FactorReportData): TableView {
  const rows = horizons.flatMap(({ horizon, inference }) =>
    MEAN_TESTS.map((name): Record<string, Cell> => {
      const { t, p, interval, n, detail } = inference[name];
      return { horizon, test: LABEL[name], t, p, low: interval[0], high: interval[1], n, detail };
    }),
  );
  const disagree = horizons.filter(
    ({ inference }) => inference.iid.p < 0.05 && !(inference[DEFAULT_TEST].p < 0.05),
  );
  return new TableView(rows, {
    title:
      disagree.length > 0
        ? `An i.i.d. t would call the rank IC significant at ${disagree.map((h) => h.horizon).join(", ")}; the default test does not`
        : "Is the mean rank IC told from zero? Six tests",
    columns: [
      { key: "horizon", unit: "sessions", format: "integer" },
      { key: "test" },
      { key: "t", format: "ratio" },
      { key: "p", unit: "two-sided", format: "pvalue" },
      { key: "low", label: "95 % from", format: "correlation" },
      { key: "high", label: "to", format: "correlation" },
      { key: "n", unit: "dates", format: "integer" },
      { key: "detail" },
    ],
    note: "overlapping returns of a persistent factor make the i.i.d. t reject noise most of the time; cosines keep their level at the least loss of power, see docs/validation/overlap.md",
    limit: 200,
  });
}

import { counted, TableView } from "../core/index.js";
import type { LibraryFactor } from "./library/libraryFactor.js";

/** Longest formula that a table holds. */
const LONGEST = 110;

/** Factors as a table: name, title, formula, unit, look-back, source. `limit`: rows that are shown, default all. */
export function factorTable(
  entries: readonly LibraryFactor[],
  title: string,
  limit: number = entries.length,
): TableView {
  const rows = entries.map(({ factor, title, unit, source }) => ({
    name: factor.name,
    title,
    formula: shortened(factor.formula),
    unit,
    lookback: factor.lookback === Number.POSITIVE_INFINITY ? "whole history" : factor.lookback,
    source,
  }));
  return new TableView(rows, {
    title: `${title}: ${counted(rows.length, "factor")}`,
    columns: [
      { key: "name" },
      { key: "title" },
      { key: "formula" },
      { key: "unit" },
      { key: "lookback", label: "look-back", unit: "sessions", format: "integer" },
      { key: "source" },
    ],
    limit,
    note: "assay factors show NAME: the whole formula of one",
  });
}

const shortened = (formula: string): string =>
  formula.length > LONGEST ? `${formula.slice(0, LONGEST - 1)}…` : formula;

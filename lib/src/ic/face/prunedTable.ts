import { counted, TableView } from "../../core/index.js";
import type { PrunedFactorsData } from "../compare/prunedData.js";

/** What was dropped for what, and which kept pairs are close. */
export function prunedTable({ kept, dropped, close, drop, report, score }: PrunedFactorsData): TableView {
  const all = kept.length + dropped.length;
  const rows = [
    ...dropped.map((one) => ({
      factor: one.factor,
      other: one.for,
      rho: one.rho,
      score: one.score,
      otherScore: one.better,
      what: "dropped",
    })),
    ...close.map(({ a, b, rho }) => ({ factor: a, other: b, rho, what: "both kept, close" })),
  ];
  return new TableView(rows, {
    title: `${kept.length} of ${all} factors stay; ${dropped.length} ${dropped.length === 1 ? "repeats" : "repeat"} a better one (|ρ| > ${drop}), ${counted(close.length, "kept pair is", "kept pairs are")} close (|ρ| > ${report})`,
    columns: [
      { key: "factor" },
      { key: "what", label: "decision" },
      { key: "other", label: "for / with" },
      { key: "rho", label: "ρ", unit: "mean rank correlation", format: "ratio" },
      { key: "score" },
      { key: "otherScore", label: "its score" },
    ],
    note: `better: larger ${score}; the number of tests stays ${all}`,
    limit: 200,
  });
}

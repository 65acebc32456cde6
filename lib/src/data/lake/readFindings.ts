import { type Cell, literals, TableView } from "../../core/index.js";
import { withDatabase } from "../duckdb/database.js";
import { explainRule } from "../quality/rules.js";
import type { ManifestEntry } from "./manifest.js";
import { pathsOf } from "./pathsOf.js";

/** What only some flags have. */
const DETAILS = ["field", "old", "new", "known_before", "known"];

function withoutUnused(rows: readonly Record<string, Cell>[]): Record<string, Cell>[] {
  const unused = DETAILS.filter((name) => rows.every((row) => row[name] == null));
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !unused.includes(name))),
  );
}

/** The quarantined rows or the flags of a version as a table, with the meaning of each reason. */
export async function readFindings(
  root: string,
  entry: ManifestEntry,
  which: "rows" | "flags",
): Promise<TableView> {
  const files = literals(pathsOf(root, entry, which === "rows" ? "quarantine" : "flags"));
  const columns = which === "rows" ? "* REPLACE (row::DOUBLE AS row)" : "* REPLACE (date::VARCHAR AS date)";
  const rows = await withDatabase((db) =>
    db.rows(`SELECT ${columns} FROM read_parquet(${files}, union_by_name = true)`),
  );
  const reasons = Object.keys(which === "rows" ? entry.quarantined : entry.flagged);
  return new TableView(withoutUnused(rows as Record<string, Cell>[]), {
    title: `${entry.dataset} ${entry.version}: ${rows.length} ${which === "rows" ? "rows in quarantine" : "flags"}`,
    note: reasons.map((reason) => `${reason}: ${explainRule(reason)}`).join("\n"),
  });
}

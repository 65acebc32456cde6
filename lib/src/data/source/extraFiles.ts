import { identifier, literals } from "../../core/index.js";
import { detectColumns } from "../columns/detectColumns.js";
import { ACTION_FIELDS, type FieldSpec, SECTOR_FIELDS } from "../columns/fields.js";
import type { Database } from "../duckdb/database.js";
import { findFiles } from "./files.js";

/** Read the files named by the options `sectors` and `actions` into `sector_rows` and `action_rows`. */
export async function loadExtraFiles(
  db: Database,
  options: { sectors?: string; actions?: string },
): Promise<void> {
  if (options.sectors !== undefined) await loadTable(db, options.sectors, "sector_rows", SECTOR_FIELDS);
  if (options.actions !== undefined) await loadTable(db, options.actions, "action_rows", ACTION_FIELDS);
}

/** Read the columns of a CSV or Parquet file that `specs` names, as text, into an existing table. */
export async function loadTable(
  db: Database,
  path: string,
  table: string,
  specs: readonly FieldSpec[],
): Promise<void> {
  const files = findFiles(path);
  const scan =
    files.kind === "parquet"
      ? `read_parquet(${literals(files.paths)}, union_by_name = true)`
      : `read_csv(${literals(files.paths)}, union_by_name = true, all_varchar = true, header = true, nullstr = '')`;
  const names = await db.rows(`DESCRIBE SELECT * FROM ${scan}`);
  const columns = detectColumns(
    names.map((row) => String(row.column_name)),
    specs,
  );
  const selected = columns.map((match) => `${identifier(match.column)}::VARCHAR AS ${match.field}`);
  await db.run(`INSERT INTO ${table} BY NAME SELECT ${selected.join(", ")} FROM ${scan}`);
}

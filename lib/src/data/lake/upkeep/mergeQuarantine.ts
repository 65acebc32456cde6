import { literals } from "../../../core/index.js";
import type { Database } from "../../duckdb/database.js";
import type { ManifestEntry, ManifestFile } from "../manifest.js";
import { pathsOf } from "../pathsOf.js";
import type { Transaction } from "../transact.js";
import { writeParquet } from "../writeParquet.js";

/** One quarantine instead of those of several appends; `undefined` when there is one already. */
export async function mergeQuarantine(
  db: Database,
  { root, last, staging }: Transaction & { readonly last: ManifestEntry },
): Promise<ManifestFile | undefined> {
  const paths = pathsOf(root, last, "quarantine");
  if (paths.length < 2) return undefined;
  const rows = `SELECT * FROM read_parquet(${literals(paths)}, union_by_name = true)`;
  return writeParquet(db, rows, { root: staging, path: "quarantine/rows.parquet", kind: "quarantine" });
}

import type { Database } from "../duckdb/database.js";
import type { ManifestFile } from "./manifest.js";
import { writeParquet } from "./writeParquet.js";

/** What each symbol was called last, for the next delivery to compare with; no file where the source does not tell. */
export async function writeIdentities(db: Database, staging: string): Promise<ManifestFile[]> {
  const [{ n }] = await db.rows("SELECT count(*)::DOUBLE AS n FROM identities");
  if (Number(n) === 0) return [];
  const file = { root: staging, path: "raw/identities.parquet", kind: "identities" as const };
  return [await writeParquet(db, "SELECT * FROM identities ORDER BY symbol", file)];
}

import { literals } from "../../../core/index.js";
import type { Database } from "../../duckdb/database.js";
import type { ManifestFile } from "../manifest.js";
import { pathsOf } from "../pathsOf.js";
import { writeIdentities } from "../writeIdentities.js";
import type { AppendJob } from "./appendJob.js";

/** Of each symbol what it was called last, by the delivery or before; written again when that has changed. */
export async function mergeIdentities(
  db: Database,
  { root, last, staging }: AppendJob,
): Promise<readonly ManifestFile[]> {
  const earlier = pathsOf(root, last, "identities");
  if (earlier.length === 0) return writeIdentities(db, staging);
  const before = `read_parquet(${literals(earlier)})`;
  await db.run(`CREATE OR REPLACE TABLE identities AS SELECT * FROM (FROM identities UNION FROM ${before})
    QUALIFY row_number() OVER (PARTITION BY symbol ORDER BY date DESC, security, company) = 1`);
  const [{ news }] = await db.rows(
    `SELECT count(*)::DOUBLE AS news FROM (FROM identities EXCEPT FROM ${before})`,
  );
  return Number(news) > 0 ? writeIdentities(db, staging) : [];
}

import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { literal } from "../../../core/index.js";
import { withDatabase } from "../../duckdb/database.js";
import type { Fetched } from "./fetched.js";
import { insertFetched } from "./insertFetched.js";

/** Write fetched bars within sessions as Parquet, one file per provider, which is named after it. */
export async function writeFetched(fetched: Fetched, prefix: string): Promise<void> {
  mkdirSync(dirname(prefix), { recursive: true });
  await withDatabase(async (db) => {
    await insertFetched(db, fetched);
    for (const { file } of await db.rows("SELECT DISTINCT file FROM fetched ORDER BY 1")) {
      await db.run(`COPY (SELECT symbol, timezone('UTC', time) AS time, * EXCLUDE (row, file, symbol, time) FROM fetched
        WHERE file = ${literal(String(file))}) TO ${literal(`${prefix}-${file}.parquet`)} (FORMAT parquet)`);
    }
  });
}

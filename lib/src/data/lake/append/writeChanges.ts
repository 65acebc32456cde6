import type { Database } from "../../duckdb/database.js";
import type { ManifestFile } from "../manifest.js";
import { publishedColumns } from "../span.js";
import { writeParquet } from "../writeParquet.js";
import type { AppendJob } from "./appendJob.js";

/** Write the tables `added` and `restated` as files of bars, a file per year that has any. */
export async function writeChanges(
  db: Database,
  { last, staging, number }: AppendJob,
): Promise<ManifestFile[]> {
  const values = ["symbol", "date", ...publishedColumns(last)].join(", ");
  const files: ManifestFile[] = [];
  for (const [table, kind] of [
    ["added", "bars"],
    ["restated", "restated"],
  ] as const) {
    const years = await db.rows(`SELECT year(date)::INTEGER AS year, count(known)::DOUBLE AS dated
      FROM ${table} GROUP BY 1 ORDER BY 1`);
    for (const { year, dated } of years) {
      const known = kind === "restated" || Number(dated) > 0;
      const rows = `SELECT ${values}${known ? `, known, ${number} AS version` : ""} FROM ${table}
        WHERE year(date) = ${year} ORDER BY symbol, date`;
      const partition = `year=${year}`;
      const file = { path: `raw/bars/${partition}/${kind}.parquet`, kind, partition };
      files.push(await writeParquet(db, rows, { root: staging, ...file, ...(known && { known: true }) }));
    }
  }
  return files;
}

import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { literal, literals } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import type { ManifestFile } from "../lake/manifest.js";
import { writeParquet } from "../lake/writeParquet.js";
import type { Counts } from "../quality/inspect.js";
import { MALFORMED_LINES } from "../source/malformedLines.js";
import type { BarSource } from "./barSource.js";

const CELLS = ["symbol", "date", "open", "high", "low", "close", "volume"];

/** An empty table for the rows that fall, with the cells as delivered. */
export async function createQuarantine(db: Database): Promise<void> {
  await db.run(
    `CREATE TABLE quarantine(reason VARCHAR, file VARCHAR, row BIGINT, ${CELLS.map((name) => `${name} VARCHAR`).join(", ")}, line VARCHAR)`,
  );
}

/** Keep the fallen rows of `typed`, which were read by `delivered`; `row` counts from 1 in each file. */
export async function keepFallen(
  db: Database,
  delivered: string,
  fields: ReadonlySet<string>,
): Promise<void> {
  const [{ n }] = await db.rows("SELECT count(*)::DOUBLE AS n FROM typed WHERE reason IS NOT NULL");
  if (Number(n) === 0) return;
  const cells = CELLS.map((name) => (fields.has(name) ? `d.${name}::VARCHAR` : "NULL"));
  await db.run(`INSERT INTO quarantine
    SELECT t.reason, parse_filename(d.path), if(d.nth > 0, d.nth, d.place), ${cells.join(", ")}, NULL
    FROM typed t JOIN (SELECT *, row_number() OVER (PARTITION BY path ORDER BY row) AS place FROM (${delivered})) d USING (row)
    WHERE t.reason IS NOT NULL`);
}

/** Keep the lines that a survey could not split into columns; how many. Their `row` is the line in the file. */
export async function keepMalformed(db: Database, { scan }: BarSource): Promise<number> {
  if (!scan.keepsMalformed) return 0;
  await db.run(
    `INSERT INTO quarantine BY NAME SELECT 'malformed_line' AS reason, * FROM (${MALFORMED_LINES})`,
  );
  const [{ n }] = await db.rows("SELECT count(*)::DOUBLE AS n FROM quarantine");
  return Number(n);
}

/** Put a worker's quarantine into a file of its own. */
export async function spillQuarantine(db: Database, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await db.run(`COPY quarantine TO ${literal(path)} (FORMAT parquet)`);
}

/** Write the quarantine and the (empty) flags of a version from the workers' files; rows per reason. */
export async function writeQuarantine(
  db: Database,
  staging: string,
  spilled: readonly string[],
): Promise<{ files: ManifestFile[]; quarantined: Counts }> {
  const rows = `read_parquet(${literals(spilled.filter((path) => existsSync(path)))})`;
  const write = (query: string, path: string, kind: "quarantine" | "flags") =>
    writeParquet(db, query, { root: staging, path, kind });
  const files = [
    await write(`SELECT * FROM ${rows} ORDER BY reason, file, row`, "quarantine/rows.parquet", "quarantine"),
    await write(
      "SELECT NULL::VARCHAR AS flag, NULL::VARCHAR AS symbol, NULL::DATE AS date, NULL::DOUBLE AS value WHERE false",
      "quarantine/flags.parquet",
      "flags",
    ),
  ];
  const [{ path }] = files;
  const counts = await db.rows(`SELECT reason, count(*)::DOUBLE AS n
    FROM read_parquet(${literal(join(staging, path))}) GROUP BY 1 ORDER BY 1`);
  return {
    files,
    quarantined: Object.fromEntries(counts.map(({ reason, n }) => [String(reason), Number(n)])),
  };
}

import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson, fail, sha256 } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import { literal } from "../duckdb/sql.js";
import { hashFile } from "../source/files.js";
import { hashBars, hashRows } from "./fingerprint.js";
import type { ManifestFile } from "./manifest.js";

/** What was written below a staging folder; file paths are relative to it, `raw/…` and `quarantine/…`. */
export interface WrittenVersion {
  readonly files: readonly ManifestFile[];
  readonly fingerprint: string;
  readonly rows: number;
  readonly symbols: number;
  readonly sessions: number;
  readonly from: string;
  readonly to: string;
}

const EXTRAS = { actions: "symbol, date, kind, value", listings: "symbol, first, last", sectors: "symbol" };

/** Write the inspected tables as Parquet (zstd) into `staging` and read them back for the content hash. */
export async function writeVersion(
  db: Database,
  staging: string,
  fields: readonly string[],
): Promise<WrittenVersion> {
  const prices = ["open", "high", "low", "close", "volume"].concat(
    fields.includes("adj_close") ? ["adj_close"] : [],
  );
  const summary = await summarize(db);
  const contents: Record<string, string> = {};
  const files: ManifestFile[] = [];
  for (const year of summary.years) {
    const path = `raw/bars/year=${year}/bars.parquet`;
    const bars = `SELECT symbol, date, ${prices.join(", ")} FROM published WHERE year(date) = ${year} ORDER BY symbol, date`;
    files.push(await writeParquet(db, bars, staging, path));
    contents[path] = await hashBars(db, join(staging, path), prices);
  }
  for (const [table, order] of Object.entries(EXTRAS)) {
    const path = `raw/${table}.parquet`;
    files.push(await writeParquet(db, `SELECT * FROM ${table} ORDER BY ${order}`, staging, path));
    contents[path] = await hashRows(db, join(staging, path));
  }
  files.push(await writeParquet(db, "SELECT * FROM quarantine", staging, "quarantine/rows.parquet"));
  files.push(await writeParquet(db, "SELECT * FROM flagged", staging, "quarantine/flags.parquet"));
  return { files, fingerprint: sha256(canonicalJson(contents)), ...summary };
}

/** Materialise the good rows once and say what they span. */
async function summarize(db: Database) {
  await db.run("CREATE TABLE published AS SELECT * FROM good");
  const [span] = await db.rows(`SELECT count(*)::DOUBLE AS rows, count(DISTINCT symbol)::DOUBLE AS symbols,
    count(DISTINCT date)::DOUBLE AS sessions, min(date)::VARCHAR AS first, max(date)::VARCHAR AS last FROM published`);
  if (Number(span.rows) === 0) {
    const reasons = await db.rows("SELECT DISTINCT reason FROM quarantine ORDER BY 1");
    fail("data.ingest", "no row is fit to be published; nothing was changed", {
      received: reasons.map((row) => row.reason).join(", ") || "an empty source",
    });
  }
  const years = await db.rows("SELECT DISTINCT year(date)::INTEGER AS year FROM published ORDER BY 1");
  return {
    rows: Number(span.rows),
    symbols: Number(span.symbols),
    sessions: Number(span.sessions),
    from: String(span.first),
    to: String(span.last),
    years: years.map((row) => Number(row.year)),
  };
}

async function writeParquet(db: Database, query: string, root: string, path: string): Promise<ManifestFile> {
  const full = join(root, path);
  mkdirSync(join(full, ".."), { recursive: true });
  await db.run(`COPY (${query}) TO ${literal(full)} (FORMAT parquet, COMPRESSION zstd)`);
  const [{ n }] = await db.rows(`SELECT count(*)::DOUBLE AS n FROM read_parquet(${literal(full)})`);
  return { path, bytes: statSync(full).size, rows: Number(n), sha256: await hashFile(full) };
}

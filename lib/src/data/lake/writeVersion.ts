import { join } from "node:path";
import { fail, literal } from "../../core/index.js";
import type { ColumnMatch } from "../columns/detectColumns.js";
import type { Database } from "../duckdb/database.js";
import { contentOf, fingerprintOf, hashRows } from "./fingerprint.js";
import { hasKnownColumn } from "./knownTimes.js";
import type { ManifestEntry, ManifestFile, PartitionContent } from "./manifest.js";
import { publishedColumns } from "./span.js";
import { writeIdentities } from "./writeIdentities.js";
import { writeParquet } from "./writeParquet.js";

/** What was written below a staging folder; file paths are relative to it, `raw/…` and `quarantine/…`. */
export interface WrittenVersion
  extends Pick<ManifestEntry, "fingerprint" | "rows" | "symbols" | "sessions" | "from" | "to">,
    Required<Pick<ManifestEntry, "partitions" | "tables">> {
  readonly files: readonly ManifestFile[];
}

/** The tables beside the bars and their order. */
export const EXTRAS = {
  actions: "symbol, date, kind, value",
  listings: "symbol, first, last",
  sectors: "symbol",
} as const;

/** Write the inspected tables as Parquet (zstd) into `staging` and read them back for the content hash. */
export async function writeVersion(
  db: Database,
  columns: readonly ColumnMatch[],
  { staging, number }: { readonly staging: string; readonly number: number },
): Promise<WrittenVersion> {
  const prices = publishedColumns({ columns });
  const known = hasKnownColumn(columns) ? { known: true as const } : {};
  const stored = [...prices, ...(known.known ? ["known", `${number} AS version`] : [])];
  const { years, ...summary } = await summarize(db, known.known === true);
  const partitions: Record<string, PartitionContent> = {};
  const tables: Record<string, string> = {};
  const files: ManifestFile[] = [];
  for (const year of years) {
    const [partition, path] = [`year=${year}`, `raw/bars/year=${year}/bars.parquet`];
    const bars = `SELECT symbol, date, ${stored.join(", ")} FROM published
      WHERE date BETWEEN make_date(${year}, 1, 1) AND make_date(${year}, 12, 31) ORDER BY symbol, date`;
    files.push(await writeParquet(db, bars, { root: staging, path, kind: "bars", partition, ...known }));
    partitions[partition] = await contentOf(db, `read_parquet(${literal(join(staging, path))})`, prices);
  }
  for (const kind of ["actions", "listings", "sectors"] as const) {
    const path = `raw/${kind}.parquet`;
    const rows = `SELECT * FROM ${kind} ORDER BY ${EXTRAS[kind]}`;
    files.push(await writeParquet(db, rows, { root: staging, path, kind }));
    tables[kind] = await hashRows(db, `read_parquet(${literal(join(staging, path))})`);
  }
  files.push(...(await writeIdentities(db, staging)));
  const findings = { quarantine: "quarantine/rows.parquet", flags: "quarantine/flags.parquet" } as const;
  for (const [kind, path] of Object.entries(findings) as [keyof typeof findings, string][]) {
    const table = kind === "flags" ? "flagged" : kind;
    files.push(await writeParquet(db, `SELECT * FROM ${table}`, { root: staging, path, kind }));
  }
  return { files, fingerprint: fingerprintOf({ partitions, tables }), partitions, tables, ...summary };
}

/** The good rows as the view `published`, and what they span. */
async function summarize(db: Database, known: boolean) {
  await db.run(
    `CREATE VIEW published AS SELECT * FROM good${known ? " LEFT JOIN known_of USING (row)" : ""}`,
  );
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

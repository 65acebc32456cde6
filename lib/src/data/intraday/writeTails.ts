import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { literal } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import type { FileKind, ManifestFile } from "../lake/manifest.js";
import type { AppendingBars } from "./appendingBars.js";
import { parquet } from "./barFilesOf.js";
import { BAR_COLUMNS, BAR_FORMAT, described } from "./writePiece.js";

/** Files of one kind that appends left in a year, above which the next append puts them together. */
const TAILS = 16;

const TAIL = { name: "tail", kind: "bars", columns: BAR_COLUMNS, order: "symbol, time" } as const;

/** Files of bars that came late. */
export const LATE = {
  name: "late",
  kind: "restated",
  columns: `${BAR_COLUMNS}, known, version`,
  order: "symbol, time, known, version",
} as const;

/** What appends write into a year: later bars, and those that came late. */
const PARTS = [
  { table: "sorted", ...TAIL },
  { table: "late", ...LATE },
] as const;

/** Write `sorted` and, where it is there, `late` as one file each per year; many small files of a year become one. */
export async function writeTails(
  db: Database,
  { root, staging, last }: Pick<AppendingBars, "root" | "staging" | "last">,
): Promise<{ written: ManifestFile[]; replaced: Set<string> }> {
  const written: ManifestFile[] = [];
  const replaced = new Set<string>();
  for (const part of PARTS) {
    for (const year of await yearsOf(db, part.table)) {
      const partition = `year=${year}`;
      const file = `/${part.name}.parquet`;
      const old = last.files.filter(({ path, ...own }) => own.partition === partition && path.endsWith(file));
      const merged = old.length >= TAILS ? old : [];
      for (const { path } of merged) replaced.add(path);
      const own = `SELECT ${part.columns} FROM ${part.table} WHERE year(date) = ${year}`;
      const all = merged.map(({ path }) => `SELECT ${part.columns} FROM ${parquet([join(root, path)])}`);
      const sql = `${[...all, own].join(" UNION ALL ")} ORDER BY ${part.order}`;
      written.push(await writeBars(db, sql, { staging, name: part.name, kind: part.kind, partition }));
    }
  }
  return { written, replaced };
}

/** Write bars of a partition as one file. */
export async function writeBars(
  db: Database,
  sql: string,
  { staging, name, kind, partition }: { staging: string; name: string; kind: FileKind; partition: string },
): Promise<ManifestFile> {
  const path = `raw/bars/${partition}/${name}.parquet`;
  const full = join(staging, path);
  mkdirSync(dirname(full), { recursive: true });
  await db.run(`COPY (${sql}) TO ${literal(full)} (${BAR_FORMAT})`);
  const [{ n }] = await db.rows(`SELECT count(*)::DOUBLE AS n FROM ${parquet([full])}`);
  const known = kind === "restated" && { known: true as const };
  return described(full, { path, kind, partition, rows: Number(n), ...known });
}

async function yearsOf(db: Database, table: string): Promise<number[]> {
  const [{ there }] = await db.rows(
    `SELECT count(*)::DOUBLE AS there FROM duckdb_tables() WHERE table_name = ${literal(table)}`,
  );
  if (Number(there) === 0) return [];
  const rows = await db.rows(`SELECT DISTINCT year(date)::INTEGER AS year FROM ${table} ORDER BY 1`);
  return rows.map(({ year }) => Number(year));
}

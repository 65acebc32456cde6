import { existsSync } from "node:fs";
import { basename } from "node:path";
import { identifier, literal, literals } from "../../core/index.js";
import { type ColumnMatch, detectColumns } from "../columns/detectColumns.js";
import { BAR_FIELDS } from "../columns/fields.js";
import type { Database } from "../duckdb/database.js";
import { type DataFiles, FILE_EXTENSION, findFiles, hashFile, hashFiles } from "./files.js";
import { sameHeaders } from "./headers.js";
import { MALFORMED_LINES } from "./malformedLines.js";
import { readable } from "./readable.js";
import type { Loaded, LoadOptions, Source } from "./source.js";
import { isPacked, withUnpacked } from "./unpack.js";

/**
 * Bars from CSV (plain, `.gz`, `.zst`), Parquet or Arrow (plain or in LZ4 or Zstandard): one file, a folder or pattern (`bars/*.csv`) of
 * one file per symbol or period, or an archive (`.zip`) of them.
 */
export function fileSource(path: string, kind?: "csv" | "parquet"): Source {
  return {
    load(db, options) {
      if (!isPacked(path) || !existsSync(path)) return loadFiles(db, findFiles(path, kind), options);
      return withUnpacked(path, async (place) => {
        const loaded = await loadFiles(db, findFiles(place), options);
        const info = { ...loaded.info, name: basename(path), sha256: await hashFile(path) };
        return { ...loaded, info };
      });
    },
  };
}

async function loadFiles(db: Database, files: DataFiles, options: LoadOptions): Promise<Loaded> {
  const scan = scanOf(files);
  const names = await readable(files, () => columnNames(db, scan));
  const columns = matchColumns(names, files, options);
  await readable(files, () => loadBars(db, scan, { columns, paths: files.paths }));
  const info = {
    kind: files.kind,
    name: files.name,
    sha256: await hashFiles(files.paths),
    files: files.paths.length,
  };
  return { info, columns, fields: columns.map((match) => match.field) };
}

interface Delivery {
  readonly columns: readonly ColumnMatch[];
  readonly paths: readonly string[];
}

/** Cells are kept as delivered; row numbers and file names, which are asked for few rows, are a view's. */
async function loadBars(db: Database, scan: string, { columns, paths }: Delivery): Promise<void> {
  const cells = columns
    .filter(isCell)
    .map(({ field, column }) => `${identifier(column)} AS ${identifier(field)}`);
  const fields = columns.map((match) => `${valueSql(match, paths)} AS ${identifier(match.field)}`);
  const file = perFile(paths.map((path) => basename(path)));
  await db.run(`
    CREATE TABLE delivered AS SELECT ${FILE_COLUMN}::ENUM (${paths.map(literal).join(", ")}) AS ${FILE_COLUMN},
      ${cells.join(", ")} FROM ${scan};
    CREATE VIEW incoming AS SELECT rowid + 1 AS row, ${file} AS file, ${fields.join(", ")} FROM delivered`);
  if (scan.includes(KEEP_REJECTS)) await db.run(`INSERT INTO malformed ${MALFORMED_LINES}`);
}

const isCell = ({ by }: ColumnMatch) => by === "name" || by === "map";

function valueSql(match: ColumnMatch, paths: readonly string[]): string {
  if (isCell(match)) return identifier(match.field);
  if (match.by === "option") return literal(match.column);
  return perFile(paths.map((path) => basename(path).replace(new RegExp(FILE_EXTENSION, "i"), "")));
}

/** SQL: the text of the row's file. */
function perFile(texts: readonly string[]): string {
  return texts.length === 1 ? literal(texts[0]) : `${literals(texts)}[enum_code(${FILE_COLUMN}) + 1]`;
}

const FILE_COLUMN = "assay_source_file";
const KEEP_REJECTS = "store_rejects = true";

/**
 * All text stays text and only the empty cell is null: `NA`, `NULL`, `NAN` and `TRUE` are symbols.
 * Lines with too many or too few cells are kept aside, not dropped. DuckDB cannot do that for files whose
 * headers differ: there such a line fails the ingest.
 */
function scanOf(files: DataFiles): string {
  const list = `${literals(files.paths)}, filename = '${FILE_COLUMN}', hive_partitioning = false`;
  if (files.kind === "parquet") return `read_parquet(${list}, union_by_name = true)`;
  const together = sameHeaders(files.paths) ? KEEP_REJECTS : "union_by_name = true";
  return `read_csv(${list}, all_varchar = true, header = true, nullstr = '', ${together})`;
}

async function columnNames(db: Database, scan: string): Promise<string[]> {
  const rows = await db.rows(`DESCRIBE SELECT * FROM ${scan}`);
  return rows.map((row) => String(row.column_name)).filter((name) => name !== FILE_COLUMN);
}

/** Columns by name; where no column holds the symbol it is the option's, or each file's name in a folder. */
function matchColumns(names: readonly string[], files: DataFiles, options: LoadOptions): ColumnMatch[] {
  if (options.symbol !== undefined) {
    const matches = detectColumns(names, BAR_FIELDS, { map: options.map, provided: ["symbol"] });
    const others = matches.filter((match) => match.field !== "symbol");
    return [{ field: "symbol", column: options.symbol, by: "option" }, ...others];
  }
  const provided = files.isDirectory ? ["symbol"] : [];
  const matches = detectColumns(names, BAR_FIELDS, { map: options.map, provided });
  if (matches.some((match) => match.field === "symbol")) return matches;
  return [{ field: "symbol", column: files.name, by: "file name" }, ...matches];
}

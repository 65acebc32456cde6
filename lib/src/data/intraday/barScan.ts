import { literal, literals } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import type { DataFiles } from "../source/files.js";
import { sameHeaders } from "../source/headers.js";

/** The column with the path of a row's file. */
export const FILE_COLUMN = "assay_source_file";

/** How files of one kind are read as one table. */
export interface BarScan {
  /** SQL for the rows of some of the files, without lines that do not split into the columns of the header. */
  readonly sql: (paths: readonly string[]) => string;
  /** The same for one look at all of them, after which DuckDB tells those lines, where `keepsMalformed`. */
  readonly firstSql: (paths: readonly string[]) => string;
  readonly keepsMalformed: boolean;
  /** SQL for the place of a row in its file, from 1; 0 where that has to be counted afterwards. */
  readonly nth: (paths: readonly string[]) => string;
  /** Column → DuckDB's type. */
  readonly types: ReadonlyMap<string, string>;
}

/** Find out how to read the files. All CSV cells stay text and only the empty one is null: `NA` and `TRUE` are symbols. */
export async function openScan(db: Database, { kind, paths }: DataFiles): Promise<BarScan> {
  if (kind === "csv" && sameHeaders(paths)) return openCsv(db, paths);
  const sql = kind === "parquet" ? parquetSql : mixedSql;
  const described = await db.rows(`DESCRIBE SELECT * FROM ${sql(paths)}`);
  const types = new Map(described.map((row) => [String(row.column_name), String(row.column_type)]));
  for (const own of [FILE_COLUMN, "file_row_number"]) types.delete(own);
  const nth = kind === "parquet" ? () => "file_row_number + 1" : lineSql;
  return { sql, firstSql: sql, keepsMalformed: false, nth, types };
}

const lineSql = (paths: readonly string[]): string => (paths.length === 1 ? "row_number() OVER ()" : "0");

function parquetSql(paths: readonly string[]): string {
  return `read_parquet(${listed(paths)}, union_by_name = true, file_row_number = true)`;
}

/** CSV files whose headers differ: each is looked at by itself, and a malformed line fails the ingest. */
function mixedSql(paths: readonly string[]): string {
  return `read_csv(${listed(paths)}, all_varchar = true, header = true, nullstr = '', union_by_name = true)`;
}

/** CSV files with one header: only the first is looked at, which of hundreds saves most of the time. */
async function openCsv(db: Database, paths: readonly string[]): Promise<BarScan> {
  const [found] = await db.rows(`SELECT Delimiter AS delimiter, list_transform(Columns, c -> c.name) AS names
    FROM sniff_csv(${literal(paths[0])}, all_varchar = true, header = true, ignore_errors = true)`);
  const names = found.names as string[];
  const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
  const options = `auto_detect = false, columns = {${columns}}, delim = ${literal(String(found.delimiter))},
    quote = '"', escape = '"', header = true, nullstr = ''`;
  return {
    sql: (some) => `read_csv(${listed(some)}, ${options}, ignore_errors = true)`,
    firstSql: (some) => `read_csv(${listed(some)}, ${options}, store_rejects = true)`,
    keepsMalformed: true,
    nth: lineSql,
    types: new Map(names.map((name) => [name, "VARCHAR"])),
  };
}

function listed(paths: readonly string[]): string {
  return `${literals(paths)}, filename = '${FILE_COLUMN}', hive_partitioning = false`;
}

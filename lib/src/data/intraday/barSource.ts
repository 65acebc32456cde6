import { basename } from "node:path";
import { fail, identifier, literal } from "../../core/index.js";
import { type ColumnMatch, detectColumns } from "../columns/detectColumns.js";
import { BAR_FIELDS } from "../columns/fields.js";
import type { Database } from "../duckdb/database.js";
import { type DataFiles, FILE_EXTENSION } from "../source/files.js";
import { readable } from "../source/readable.js";
import type { LoadOptions } from "../source/source.js";
import { type BarScan, FILE_COLUMN, openScan } from "./barScan.js";

const WHO = "data.ingestBars";

/** Files of bars, and how their columns are read. */
export interface BarSource {
  readonly files: DataFiles;
  readonly scan: BarScan;
  readonly columns: readonly ColumnMatch[];
  /** What a file's name must match when the symbol stands in it: the first group. */
  readonly fileName: string;
  /** Field → DuckDB's type of its column. */
  readonly types: ReadonlyMap<string, string>;
}

const FIELDS = BAR_FIELDS.filter(({ field }) =>
  ["date", "symbol", "open", "high", "low", "close", "volume"].includes(field),
);

interface OpenOptions extends LoadOptions {
  /** A file's name with `{symbol}` in it. */
  pattern?: string;
}

/** Look at the columns of the files; nothing is read yet. */
export async function openBarSource(db: Database, all: DataFiles, options: OpenOptions): Promise<BarSource> {
  const fileName = options.pattern === undefined ? `^(.*)${FILE_EXTENSION}` : fileNameOf(options.pattern);
  const files = options.pattern === undefined ? all : matching(all, fileName, options.pattern);
  const scan = await readable(files, () => openScan(db, files));
  const { types } = scan;
  const columns = matchColumns([...types.keys()], files, options);
  const typeOf = ({ by, column }: ColumnMatch) =>
    by === "name" || by === "map" ? types.get(column) : undefined;
  const fieldTypes = new Map(columns.map((match) => [match.field, typeOf(match) ?? "VARCHAR"]));
  const time = fieldTypes.get("date") ?? "";
  if (!/^(TIMESTAMP|VARCHAR)/.test(time)) {
    fail(WHO, "the column of times must hold timestamps or text", { received: time });
  }
  return { files, scan, columns, types: fieldTypes, fileName };
}

/** `{symbol}_1min.csv` as a regular expression. */
function fileNameOf(pattern: string): string {
  const parts = pattern.split("{symbol}");
  if (parts.length !== 2) fail(WHO, "pattern must hold {symbol} once", { received: pattern });
  return `^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("(.+)")}$`;
}

function matching(files: DataFiles, fileName: string, pattern: string): DataFiles {
  const name = new RegExp(fileName);
  const paths = files.paths.filter((path) => name.test(basename(path)));
  if (paths.length === 0)
    fail(WHO, `no file of ${files.name} is named like the pattern`, { received: pattern });
  return { ...files, paths };
}

/**
 * SQL for rows of some files as `row` (unique), `path`, `nth` (place in the file) and the fields as delivered; of all symbols,
 * or of those given. The `first` look keeps malformed lines, see {@link BarScan}.
 */
export function deliveredSql(
  { files, scan, columns, fileName }: BarSource,
  part: { paths?: readonly string[]; symbols?: readonly string[]; first?: boolean } = {},
): string {
  const cells = columns.map((match) => `${cellOf(match, fileName)} AS ${identifier(match.field)}`).join(", ");
  const { paths = files.paths, first = false } = part;
  const from = first ? scan.firstSql(paths) : scan.sql(paths);
  const rows = `SELECT ${FILE_COLUMN} AS path, ${scan.nth(paths)} AS nth, ${cells} FROM ${from}`;
  const wanted = part.symbols
    ? `WHERE coalesce(${symbolSql()}, '') IN (${part.symbols.map(literal).join(", ")})`
    : "";
  return `SELECT row_number() OVER () AS row, * FROM (${rows}) ${wanted}`;
}

/** SQL for the symbol in a cell; null when it is empty. */
export const symbolSql = (cell = "symbol"): string => `nullif(trim(${cell}::VARCHAR), '')`;

function cellOf({ by, column }: ColumnMatch, fileName: string): string {
  if (by === "option") return literal(column);
  if (by !== "file name") return identifier(column);
  return `regexp_extract(parse_filename(${FILE_COLUMN}), ${literal(fileName)}, 1, 'i')`;
}

function matchColumns(
  names: readonly string[],
  files: DataFiles,
  { map, symbol }: LoadOptions,
): ColumnMatch[] {
  const provided = symbol !== undefined || files.isDirectory ? ["symbol"] : [];
  const matches = detectColumns(names, FIELDS, { map, provided });
  if (symbol !== undefined) {
    const others = matches.filter(({ field }) => field !== "symbol");
    return [{ field: "symbol", column: symbol, by: "option" }, ...others];
  }
  if (matches.some(({ field }) => field === "symbol")) return matches;
  return [{ field: "symbol", column: files.name, by: "file name" }, ...matches];
}

import { join } from "node:path";
import { literal, literals } from "../../core/index.js";
import type { DateSpan } from "../dateSpan.js";
import type { Database } from "../duckdb/database.js";
import type { Knowledge } from "../lake/knowledge.js";
import type { ManifestEntry } from "../lake/manifest.js";
import { knownBars } from "./knownBars.js";
import { BAR_COLUMNS } from "./writePiece.js";

/** The files of some bars, absolute. */
export interface FilesOfBars {
  /** Symbol → its files, by year: each sorted by time. */
  readonly bySymbol: ReadonlyMap<string, readonly string[]>;
  /** Files with later bars of several symbols, sorted by symbol and time, the older ones first. */
  readonly tails: readonly string[];
  /** Files with bars that came late: restated, or missing before. */
  readonly late: readonly string[];
  /** Rows in all of them. */
  readonly rows: number;
}

/** The files of a version that can hold bars of a span. */
export function filesOfBars(root: string, entry: ManifestEntry, { first, last }: DateSpan): FilesOfBars {
  const bySymbol = new Map<string, string[]>();
  const tails: string[] = [];
  const late: string[] = [];
  let rows = 0;
  for (const { path, kind, partition = "", rows: count } of entry.files) {
    const year = partition.replace("year=", "");
    if (year < first.slice(0, 4) || year > last.slice(0, 4)) continue;
    if (kind !== "bars" && kind !== "restated") continue;
    rows += count;
    const full = join(root, path);
    const symbol = decodeURIComponent(/\/symbol=([^/]+)\//.exec(path)?.[1] ?? "");
    if (kind === "restated") late.push(full);
    else if (symbol === "") tails.push(full);
    else bySymbol.set(symbol, [...(bySymbol.get(symbol) ?? []), full]);
  }
  for (const files of bySymbol.values()) files.sort();
  return { bySymbol, tails, late, rows };
}

/** What of the bars is meant. */
export interface BarSelection {
  readonly span: DateSpan;
  readonly hours: "regular" | "extended";
  readonly known: Knowledge;
}

/**
 * SQL for the bars of one symbol in the order of time; later bars come from the table `tail`, where there are any, and those
 * of a symbol with late ones from the table `late`.
 */
export function symbolSql(
  symbol: string,
  { files, lateSymbols }: { files: FilesOfBars; lateSymbols: ReadonlySet<string> },
  { span, hours, known }: BarSelection,
): string {
  const own = files.bySymbol.get(symbol);
  const parts = [
    ...(own ? [`SELECT ${BAR_COLUMNS} FROM ${parquet(own)}`] : []),
    ...(files.tails.length > 0 ? [`SELECT ${BAR_COLUMNS} FROM tail WHERE symbol = ${literal(symbol)}`] : []),
  ];
  const late = lateSymbols.has(symbol) ? `(FROM late WHERE symbol = ${literal(symbol)})` : undefined;
  const bars = parts.length > 0 ? `(${parts.join(" UNION ALL ")})` : "(FROM late WHERE false)";
  const sql = knownBars({ bars, late }, within(span, hours), known);
  return late ? `(SELECT * FROM (${sql}) ORDER BY time)` : `(${sql})`;
}

/** SQL for all bars of a version over a span, in no order. */
export function allBarsSql(files: FilesOfBars, { span, hours, known }: BarSelection): string {
  const paths = [...[...files.bySymbol.values()].flat(), ...files.tails];
  const late = files.late.length > 0 ? parquet(files.late) : undefined;
  const bars = paths.length > 0 ? parquet(paths) : `(FROM ${parquet(files.late)} WHERE false)`;
  return `(${knownBars({ bars, late }, within(span, hours), known)})`;
}

/** Make the tables that {@link symbolSql} reads. */
export function tablesOfBars({ tails, late }: Pick<FilesOfBars, "tails" | "late">): string[] {
  return [
    ...(tails.length > 0
      ? [`CREATE TABLE tail AS SELECT ${BAR_COLUMNS} FROM ${parquet(tails)} ORDER BY symbol, time`]
      : []),
    ...(late.length > 0 ? [`CREATE TABLE late AS FROM ${parquet(late)}`] : []),
  ];
}

function within({ first, last }: DateSpan, hours: BarSelection["hours"]): string {
  const span = `date BETWEEN ${literal(first)} AND ${literal(last)}`;
  return hours === "regular" ? `${span} AND regular` : span;
}

export const parquet = (paths: readonly string[]): string =>
  `read_parquet(${literals(paths)}, hive_partitioning = false)`;

/** The symbols in some files of several. */
export async function symbolsIn(db: Database, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  return (await db.rows(`SELECT DISTINCT symbol FROM ${parquet(paths)}`)).map((row) => String(row.symbol));
}

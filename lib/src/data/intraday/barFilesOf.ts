import { join } from "node:path";
import { literal, literals } from "../../core/index.js";
import type { ManifestEntry } from "../lake/manifest.js";
import type { DateSpan } from "./sessionsTable.js";
import { BAR_COLUMNS } from "./writePiece.js";

/** The files of some bars, absolute. */
export interface FilesOfBars {
  /** Symbol → its files, by year: each sorted by time. */
  readonly bySymbol: ReadonlyMap<string, readonly string[]>;
  /** Files with later bars of several symbols, sorted by symbol and time, the older ones first. */
  readonly tails: readonly string[];
  /** Rows in all of them. */
  readonly rows: number;
}

/** The files of a version that can hold bars of a span. */
export function filesOfBars(root: string, entry: ManifestEntry, { first, last }: DateSpan): FilesOfBars {
  const bySymbol = new Map<string, string[]>();
  const tails: string[] = [];
  let rows = 0;
  for (const { path, kind, partition = "", rows: count } of entry.files) {
    const year = partition.replace("year=", "");
    if (kind !== "bars" || year < first.slice(0, 4) || year > last.slice(0, 4)) continue;
    const symbol = /\/symbol=([^/]+)\//.exec(path)?.[1];
    const full = join(root, path);
    rows += count;
    if (symbol === undefined) tails.push(full);
    else
      bySymbol.set(decodeURIComponent(symbol), [...(bySymbol.get(decodeURIComponent(symbol)) ?? []), full]);
  }
  for (const files of bySymbol.values()) files.sort();
  return { bySymbol, tails, rows };
}

/** What of the bars is meant. */
export interface BarSelection {
  readonly span: DateSpan;
  readonly hours: "regular" | "extended";
}

/** SQL for the bars of one symbol in the order of time; later bars come from the table `tail`, where there are any. */
export function symbolSql(symbol: string, files: FilesOfBars, selection: BarSelection): string {
  const where = `date BETWEEN ${literal(selection.span.first)} AND ${literal(selection.span.last)}${
    selection.hours === "regular" ? " AND regular" : ""
  }`;
  const own = files.bySymbol.get(symbol);
  const parts = [
    ...(own ? [`SELECT ${BAR_COLUMNS} FROM ${parquet(own)} WHERE ${where}`] : []),
    ...(files.tails.length > 0
      ? [`SELECT ${BAR_COLUMNS} FROM tail WHERE symbol = ${literal(symbol)} AND ${where}`]
      : []),
  ];
  return `(${parts.join(" UNION ALL ")})`;
}

/** SQL that makes the table `tail` of later bars, sorted by symbol and time. */
export function tailSql({ tails }: Pick<FilesOfBars, "tails">): string {
  return `CREATE TABLE tail AS SELECT ${BAR_COLUMNS} FROM ${parquet(tails)} ORDER BY symbol, time`;
}

export const parquet = (paths: readonly string[]): string =>
  `read_parquet(${literals(paths)}, hive_partitioning = false)`;

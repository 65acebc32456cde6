import { fail } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import { readable } from "../source/readable.js";
import { type BarSource, deliveredSql, symbolSql } from "./barSource.js";
import { stampSql, zonedSql } from "./typeBars.js";

/** What is read, judged and written at once: some symbols, and the files that hold them. */
export interface Piece {
  readonly paths: readonly string[];
  /** `undefined`: every row of the files. */
  readonly symbols: readonly string[] | undefined;
  readonly rows: number;
}

/** What a source holds, from one pass over its symbols and times. */
export interface Survey {
  readonly pieces: readonly Piece[];
  readonly rows: number;
  /** Earliest and latest time as it is written, milliseconds on a clock in UTC; 0 where no time can be read. */
  readonly from: number;
  readonly to: number;
}

/** Rows of a piece, unless one symbol has more. */
const PIECE = 2_000_000;

/**
 * Count the rows per file and symbol and pack them into pieces, each symbol whole; times without a zone need one. The first look
 * at the source: its malformed lines can be asked for afterwards.
 */
export async function surveyOf(
  db: Database,
  source: BarSource,
  { timeFormat, zone, pieceRows = PIECE }: { timeFormat?: string; zone?: string; pieceRows?: number },
): Promise<Survey> {
  const clock = { type: source.types.get("date"), timeFormat };
  const delivered = deliveredSql(source, { first: true });
  const sql = `SELECT path, coalesce(${symbolSql()}, '') AS symbol, count(*)::DOUBLE AS n,
      epoch_ms(min(stamp))::DOUBLE AS first, epoch_ms(max(stamp))::DOUBLE AS last,
      (count(*) FILTER (stamp IS NOT NULL AND NOT zoned))::DOUBLE AS local
    FROM (SELECT path, symbol, ${stampSql(clock)} AS stamp, ${zonedSql(clock)} AS zoned FROM (${delivered}))
    GROUP BY ALL ORDER BY ALL`;
  const counts = await readable(source.files, () => db.rows(sql));
  if (zone === undefined && counts.some(({ local }) => Number(local) > 0)) {
    fail("data.ingestBars", "the source has times without a zone", {
      fix: 'say which one they are in, e.g. zone: "America/New_York"',
    });
  }
  const times = counts.flatMap(({ first, last }) => (first === null ? [] : [Number(first), Number(last)]));
  return {
    pieces: packed(
      counts.map(({ path, symbol, n }) => ({ path: String(path), symbol: String(symbol), rows: Number(n) })),
      pieceRows,
    ),
    rows: counts.reduce((sum, { n }) => sum + Number(n), 0),
    from: times.reduce((a, b) => Math.min(a, b), times[0] ?? 0),
    to: times.reduce((a, b) => Math.max(a, b), times[0] ?? 0),
  };
}

interface Counted {
  readonly path: string;
  readonly symbol: string;
  readonly rows: number;
}

function packed(counts: readonly Counted[], pieceRows: number): Piece[] {
  const symbols = new Map<string, Counted[]>();
  for (const each of counts) symbols.set(each.symbol, [...(symbols.get(each.symbol) ?? []), each]);
  const pieces: Counted[][] = [];
  let rows = 0;
  for (const symbol of [...symbols.keys()].sort()) {
    const parts = symbols.get(symbol) as Counted[];
    const more = parts.reduce((sum, part) => sum + part.rows, 0);
    if (pieces.length === 0 || rows + more > pieceRows) {
      pieces.push([]);
      rows = 0;
    }
    pieces[pieces.length - 1].push(...parts);
    rows += more;
  }
  return pieces.map((parts) => pieceOf(parts, counts));
}

function pieceOf(parts: readonly Counted[], all: readonly Counted[]): Piece {
  const paths = [...new Set(parts.map(({ path }) => path))].sort();
  const symbols = new Set(parts.map(({ symbol }) => symbol));
  const shared = all.some(({ path, symbol }) => paths.includes(path) && !symbols.has(symbol));
  return {
    paths,
    symbols: shared ? [...symbols].sort() : undefined,
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
  };
}

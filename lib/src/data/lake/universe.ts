import { fail, nearest } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import type { ManifestEntry } from "./manifest.js";

interface UniverseQuery {
  /** SQL for the bars of the span. */
  readonly bars: string;
  /** SQL for all bars of the dataset. */
  readonly all: string;
  readonly wanted?: readonly string[];
  readonly entry: ManifestEntry;
}

/**
 * The symbols of a market: those asked for, in that order, or every symbol with a bar in the
 * span, sorted. One that the dataset never had is an error; one without a bar in the span stays.
 */
export async function universeOf(
  db: Database,
  { bars, all, wanted, entry }: UniverseQuery,
): Promise<string[]> {
  if (wanted) checkWanted(entry, wanted, await distinct(db, all));
  return wanted ? [...wanted] : distinct(db, bars);
}

/** Refuse to look for no symbol, and for one that the dataset never had. */
export function checkWanted(entry: ManifestEntry, wanted: readonly string[], known: readonly string[]): void {
  if (wanted.length === 0)
    fail("data.Lake.market", "symbols must name at least one symbol", { received: wanted });
  const set = new Set(known);
  for (const symbol of wanted) {
    if (set.has(symbol)) continue;
    const near = nearest(symbol, known);
    fail("data.Lake.market", `${entry.dataset} has no such symbol among its ${known.length}`, {
      received: symbol,
      fix: near && `did you mean ${near}?`,
    });
  }
}

async function distinct(db: Database, bars: string): Promise<string[]> {
  const rows = await db.rows(`SELECT DISTINCT symbol FROM ${bars} ORDER BY symbol`);
  return rows.map((row) => String(row.symbol));
}

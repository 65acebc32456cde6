import type { AssetIndex, TimeIndex } from "../../core/index.js";
import { literals } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import type { MarketAction } from "../market/action.js";
import { instantSql, type Knowledge, knownAt } from "./knowledge.js";
import type { ManifestEntry } from "./manifest.js";
import { pathsOf } from "./pathsOf.js";

/** What a version knows beside its bars. */
export interface VersionTables {
  /** By ex-date, symbol, kind and value. */
  readonly actions: readonly MarketAction[];
  /** Symbol → sector; empty when none was given. */
  readonly sectors: ReadonlyMap<string, string>;
}

export async function readTables(
  db: Database,
  root: string,
  entry: ManifestEntry,
  knowledge?: Knowledge,
): Promise<VersionTables> {
  const actions = await db.rows(`SELECT symbol, date::VARCHAR AS date, kind, value
    FROM ${actionsIn(root, entry, knowledge)} ORDER BY date, symbol, kind, value`);
  const sectors = await db.rows(
    `SELECT symbol, sector FROM read_parquet(${literals(pathsOf(root, entry, "sectors"))})`,
  );
  return {
    actions: actions.map((row) => ({
      symbol: String(row.symbol),
      date: String(row.date),
      kind: row.kind === "split" ? ("split" as const) : ("dividend" as const),
      value: Number(row.value),
    })),
    sectors: new Map(sectors.map((row) => [String(row.symbol), String(row.sector)])),
  };
}

/** SQL for the actions of a version as they are known last, or were at a moment: `symbol, date, kind, value`. */
export function actionsIn(root: string, entry: ManifestEntry, knowledge?: Knowledge): string {
  const known = entry.files.some((file) => file.kind === "actions" && file.known);
  return holdingActions(`read_parquet(${literals(pathsOf(root, entry, "actions"))})`, known, knowledge);
}

/** The same from SQL for all that was ever known. What came last about a symbol, ex-date and kind holds, all of it: there may be two dividends. */
export function holdingActions(
  record: string,
  known: boolean,
  { asOf, revision }: Partial<Knowledge> = {},
): string {
  if (!known && asOf === undefined) return `(SELECT symbol, date, kind, value FROM ${record})`;
  const then = asOf === undefined ? "" : ` WHERE known_at <= ${instantSql(asOf)}`;
  const order = revision === "first" ? "" : "DESC";
  return `(SELECT symbol, date, kind, value FROM (
    SELECT * FROM (SELECT symbol, date, kind, value, ${known ? "coalesce(version, 0)" : "0"} AS version,
      ${knownAt(known)} AS known_at FROM ${record})${then}
    QUALIFY rank() OVER (PARTITION BY symbol, date, kind ORDER BY known_at ${order}, version ${order}) = 1))`;
}

/** What of these tables concerns a market. */
export function tablesOf(
  { actions, sectors }: VersionTables,
  { time, assets }: { readonly time: TimeIndex; readonly assets: AssetIndex },
): { actions: MarketAction[]; sectors?: (string | null)[] } {
  const [first, last] = [time.label(0), time.label(time.length - 1)];
  return {
    actions: actions.filter(
      ({ symbol, date }) => date >= first && date <= last && assets.indexOf(symbol) >= 0,
    ),
    sectors: sectors.size > 0 ? assets.symbols.map((symbol) => sectors.get(symbol) ?? null) : undefined,
  };
}

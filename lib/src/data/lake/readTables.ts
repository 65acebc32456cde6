import type { AssetIndex, TimeIndex } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import { literals } from "../duckdb/sql.js";
import type { MarketAction } from "../market/action.js";
import type { FileKind, ManifestEntry } from "./manifest.js";
import { pathsOf } from "./pathsOf.js";

/** What a version knows beside its bars. */
export interface VersionTables {
  /** By ex-date, symbol, kind and value. */
  readonly actions: readonly MarketAction[];
  /** Symbol → sector; empty when none was given. */
  readonly sectors: ReadonlyMap<string, string>;
}

export async function readTables(db: Database, root: string, entry: ManifestEntry): Promise<VersionTables> {
  const table = (kind: FileKind) => `read_parquet(${literals(pathsOf(root, entry, kind))})`;
  const actions = await db.rows(`SELECT symbol, date::VARCHAR AS date, kind, value FROM ${table("actions")}
    ORDER BY date, symbol, kind, value`);
  const sectors = await db.rows(`SELECT symbol, sector FROM ${table("sectors")}`);
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

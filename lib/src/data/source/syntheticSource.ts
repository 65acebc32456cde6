import {
  type AssetIndex,
  canonicalJson,
  DAY_MS,
  type Panel,
  sha256,
  type TimeIndex,
} from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import { insertTexts } from "../duckdb/insertTexts.js";
import type { Loaded, Source } from "./source.js";

/** A market held in memory: raw bars and what is known about the symbols. A `SyntheticMarket` is one. */
export interface MarketTables {
  readonly time: TimeIndex;
  readonly assets: AssetIndex;
  /** Unadjusted bars; a symbol-day on which all five are missing is no row. */
  readonly raw: {
    readonly open: Panel;
    readonly high: Panel;
    readonly low: Panel;
    readonly close: Panel;
    readonly volume: Panel;
  };
  readonly actions?: readonly { symbol: string; date: string; kind: string; value: number }[];
  readonly listings?: readonly { symbol: string; from: string; to: string }[];
  /** Sector per asset. */
  readonly sectors?: readonly string[];
}

const FIELDS = ["open", "high", "low", "close", "volume"] as const;

/** Bars, actions, listings and sectors of a market in memory, for example a synthetic one, as a source. */
export function syntheticSource(market: MarketTables, name = "synthetic"): Source {
  return {
    async load(db) {
      const { symbols } = market.assets;
      await db.run("CREATE TABLE codes(code INTEGER, symbol VARCHAR)");
      await insertTexts(
        db,
        "codes",
        symbols.map((symbol, code) => [String(code), symbol]),
      );
      await loadBars(db, market);
      await insertTexts(
        db,
        "action_rows",
        (market.actions ?? []).map((a) => [a.symbol, a.date, a.kind, String(a.value)]),
      );
      await insertTexts(
        db,
        "listing_rows",
        (market.listings ?? []).map((l) => [l.symbol, l.from, l.to]),
      );
      await insertTexts(
        db,
        "sector_rows",
        (market.sectors ?? []).map((sector, j) => [symbols[j], sector]),
      );
      const fields = ["symbol", "date", ...FIELDS];
      const columns = fields.map((field) => ({ field, column: field, by: "name" as const }));
      const info = { kind: "tables" as const, name, sha256: hashTables(market), files: 0 };
      return { info, columns, fields } satisfies Loaded;
    },
  };
}

async function loadBars(db: Database, { time, assets, raw }: MarketTables): Promise<void> {
  const panels = FIELDS.map((field) => raw[field].values);
  const cells = presentCells(panels);
  const width = assets.length;
  await db.run(
    `CREATE TABLE cells(code INTEGER, day INTEGER, ${FIELDS.map((field) => `${field} DOUBLE`).join(", ")})`,
  );
  await db.insert("cells", [
    Int32Array.from(cells, (cell) => cell % width),
    Int32Array.from(cells, (cell) => Math.floor(time.instants[Math.floor(cell / width)] / DAY_MS)),
    ...panels.map((values) => Float64Array.from(cells, (cell) => values[cell])),
  ]);
  await db.run(`CREATE TABLE incoming AS SELECT c.rowid + 1 AS row, NULL::VARCHAR AS file, s.symbol,
      DATE '1970-01-01' + c.day AS date, ${FIELDS.map((field) => `CASE WHEN NOT isnan(c.${field}) THEN c.${field} END AS ${field}`).join(", ")}
    FROM cells c JOIN codes s USING (code) ORDER BY c.rowid`);
}

/** The cells in which any panel has a value, in row-major order. */
function presentCells(panels: readonly Float64Array[]): Int32Array {
  const cells = new Int32Array(panels[0].length);
  let count = 0;
  for (let cell = 0; cell < cells.length; cell++) {
    for (let p = 0; p < panels.length; p++) {
      if (Number.isNaN(panels[p][cell])) continue;
      cells[count++] = cell;
      break;
    }
  }
  return cells.subarray(0, count);
}

function hashTables({ time, assets, raw, actions, listings, sectors }: MarketTables): string {
  const rest = canonicalJson({ symbols: assets.symbols, actions, listings, sectors });
  return sha256(rest, time.instants, ...FIELDS.map((field) => raw[field].values));
}

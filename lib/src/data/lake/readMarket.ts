import { AssetIndex, DAY_MS, literal, Panel, TimeIndex } from "../../core/index.js";
import { CHUNK, type NumericColumn } from "../duckdb/columns.js";
import { type Database, withDatabase } from "../duckdb/database.js";
import type { MarketContents } from "../market/contents.js";
import { FIELD_UNITS } from "../market/fields.js";
import { barsIn } from "./barsIn.js";
import type { Knowledge } from "./knowledge.js";
import type { ManifestEntry } from "./manifest.js";
import { readTables, tablesOf } from "./readTables.js";
import { barFields, barFiles, failSpan, type MarketSpan } from "./span.js";
import { universeOf } from "./universe.js";

/** What a market is made of, and the number of its bars. */
export interface ReadMarket {
  readonly contents: MarketContents;
  readonly rows: number;
}

/** A dataset version as dense panels, from its Parquet files through DuckDB's column vectors. */
export async function readMarket(
  root: string,
  entry: ManifestEntry,
  span: MarketSpan,
  knowledge?: Knowledge,
): Promise<ReadMarket> {
  const bars = barsIn(barFiles(root, entry, span), knowledge);
  return withDatabase(async (db) => {
    const time = TimeIndex.of(await readSessions(db, bars), entry.frequency);
    if (time.length === 0) failSpan(entry, "no session");
    const all = barsIn(barFiles(root, entry, {}), knowledge);
    const assets = AssetIndex.of(await universeOf(db, { bars, all, wanted: span.symbols, entry }));
    const fields = barFields(entry);
    const { symbols } = assets;
    const some = span.symbols ? `(FROM ${bars} WHERE symbol IN (${symbols.map(literal).join(", ")}))` : bars;
    const { values, rows } = await readFields(db, some, { fields, symbols, instants: time.instants });
    const panels = panelsOf(fields, values, { time, assets });
    const tables = tablesOf(await readTables(db, root, entry, knowledge), { time, assets });
    return { contents: { name: entry.dataset, time, assets, panels, ...tables }, rows };
  });
}

const DAY_NUMBER = "(date - DATE '1970-01-01')::INTEGER";

/** The dates with a bar of any symbol, UTC milliseconds. */
export async function readSessions(db: Database, bars: string): Promise<Float64Array> {
  const parts: number[] = [];
  await db.scan(`SELECT DISTINCT ${DAY_NUMBER} AS day FROM ${bars} ORDER BY day`, ([days]) => {
    for (let i = 0; i < days.length; i++) parts.push(days[i] * DAY_MS);
  });
  return Float64Array.from(parts);
}

interface Cells {
  readonly fields: readonly string[];
  /** The rows: dates of all the bars, UTC milliseconds, increasing. */
  readonly instants: Float64Array;
  /** The columns: symbols of all the bars. */
  readonly symbols: readonly string[];
}

/** Fields of bars as dates × symbols. */
export async function readFields(
  db: Database,
  bars: string,
  { fields, instants, symbols }: Cells,
): Promise<{ values: Float64Array[]; rows: number }> {
  const width = symbols.length;
  const values = fields.map(() => new Float64Array(instants.length * width).fill(Number.NaN));
  const first = instants[0] / DAY_MS;
  const startOfDay = new Int32Array((instants[instants.length - 1] - instants[0]) / DAY_MS + 1);
  instants.forEach((instant, row) => {
    startOfDay[instant / DAY_MS - first] = row * width;
  });
  const cells = new Int32Array(CHUNK);
  const rows = await db.scan(
    `SELECT enum_code(symbol::ENUM (${symbols.map(literal).join(", ")}))::INTEGER, ${DAY_NUMBER}, ${fields.join(", ")}
     FROM ${bars}`,
    ([codes, days, ...columns], count) => {
      for (let i = 0; i < count; i++) cells[i] = startOfDay[days[i] - first] + codes[i];
      columns.forEach((column, c) => {
        scatter(values[c], cells.subarray(0, count), column);
      });
    },
  );
  return { values, rows };
}

function scatter(target: Float64Array, cells: Int32Array, values: NumericColumn): void {
  for (let i = 0; i < cells.length; i++) target[cells[i]] = values[i];
}

/** Fields as the raw panels of a market. */
export function panelsOf(
  fields: readonly string[],
  values: readonly Float64Array[],
  { time, assets }: { readonly time: TimeIndex; readonly assets: AssetIndex },
): Map<string, Panel> {
  const unit = (name: string) => FIELD_UNITS[name === "volume" ? "raw.volume" : "raw.close"];
  return new Map(
    fields.map((name, i) => [name, Panel.of(time, assets, values[i], { name, unit: unit(name) })]),
  );
}

import { AssetIndex, Panel, TimeIndex } from "../../core/index.js";
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
    const { values, rows } = await readFields(db, bars, {
      fields,
      start: 0,
      end: time.length,
      width: assets.length,
    });
    const panels = panelsOf(fields, values, { time, assets });
    const tables = tablesOf(await readTables(db, root, entry, knowledge), { time, assets });
    return { contents: { name: entry.dataset, time, assets, panels, ...tables }, rows };
  });
}

/** The dates with a bar of any symbol, UTC milliseconds; also kept as table `sessions(date, row)`. */
export async function readSessions(db: Database, bars: string): Promise<Float64Array> {
  await db.run(`CREATE TABLE sessions AS SELECT date, (row_number() OVER (ORDER BY date) - 1)::INTEGER AS row
    FROM (SELECT DISTINCT date FROM ${bars})`);
  const parts: number[] = [];
  await db.scan("SELECT epoch_ms(date)::DOUBLE FROM sessions ORDER BY row", ([column]) => {
    parts.push(...column);
  });
  return Float64Array.from(parts);
}

interface Cells {
  readonly fields: readonly string[];
  /** Rows of `sessions` that the bars lie in, the end excluded. */
  readonly start: number;
  readonly end: number;
  /** Symbols of `universe`. */
  readonly width: number;
}

/** Fields of bars as rows × symbols; needs the tables `sessions` and `universe`. */
export async function readFields(
  db: Database,
  bars: string,
  { fields, start, end, width }: Cells,
): Promise<{ values: Float64Array[]; rows: number }> {
  const values = fields.map(() => new Float64Array((end - start) * width).fill(Number.NaN));
  const rows = await db.scan(
    `SELECT ((s.row - ${start}) * ${width} + u.code)::INTEGER, ${fields.join(", ")}
     FROM ${bars} b JOIN sessions s USING (date) JOIN universe u USING (symbol)`,
    (columns, count) => scatter(columns, values, count),
  );
  return { values, rows };
}

/** The first column holds the cell of each row, the others go there. */
function scatter(
  columns: readonly ArrayLike<number>[],
  targets: readonly Float64Array[],
  count: number,
): void {
  const cells = columns[0];
  for (let c = 0; c < targets.length; c++) {
    const values = columns[c + 1];
    const target = targets[c];
    for (let i = 0; i < count; i++) target[cells[i]] = values[i];
  }
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

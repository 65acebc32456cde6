import { join } from "node:path";
import { AssetIndex, type DateLike, fail, isoDate, Panel, TimeIndex, toInstant } from "../../core/index.js";
import { type Database, withDatabase } from "../duckdb/database.js";
import { literal, literals } from "../duckdb/sql.js";
import type { MarketAction } from "../market/action.js";
import type { MarketContents } from "../market/contents.js";
import { FIELD_UNITS } from "../market/fields.js";
import type { ManifestEntry } from "./manifest.js";
import { universeOf } from "./universe.js";

export interface MarketSpan {
  /** First date, included. Default: the dataset's first. */
  from?: DateLike;
  /** Last date, included. Default: the dataset's last. */
  to?: DateLike;
  /** These symbols, in this order. Default: every symbol with a bar in the span, sorted. */
  symbols?: readonly string[];
}

/** A dataset version as dense panels, through DuckDB's column vectors. Returns also the number of bars read. */
export async function readMarket(
  root: string,
  entry: ManifestEntry,
  span: MarketSpan,
): Promise<{ contents: MarketContents; rows: number }> {
  const bars = barsIn(root, entry, span);
  return withDatabase(async (db) => {
    const instants = await readSessions(db, bars, entry);
    const symbols = await universeOf(db, { bars, all: barsIn(root, entry, {}), wanted: span.symbols, entry });
    const time = TimeIndex.of(instants, entry.frequency);
    const assets = AssetIndex.of(symbols);
    const { panels, rows } = await readPanels(db, bars, { time, assets, entry });
    const table = (name: string) =>
      literal(join(root, `raw/${entry.dataset}/${entry.version}/${name}.parquet`));
    const actions = await readActions(db, table("actions"), time, assets);
    const sectors = await readSectors(db, table("sectors"), assets);
    return { contents: { name: entry.dataset, time, assets, panels, actions, sectors }, rows };
  });
}

/** SQL for the bars of a span: only the files of its years are opened. */
function barsIn(root: string, entry: ManifestEntry, { from, to }: MarketSpan): string {
  const first = from === undefined ? entry.from : isoDate(toInstant(from));
  const last = to === undefined ? entry.to : isoDate(toInstant(to));
  const paths = entry.files
    .map((file) => file.path)
    .filter((path) => {
      const year = /\/bars\/year=(\d+)\//.exec(path)?.[1];
      return year !== undefined && year >= first.slice(0, 4) && year <= last.slice(0, 4);
    });
  if (paths.length === 0) failSpan(entry, `${first} to ${last}`);
  const files = literals(paths.map((path) => join(root, path)));
  return `(SELECT * FROM read_parquet(${files}, hive_partitioning = false)
    WHERE date BETWEEN ${literal(first)} AND ${literal(last)})`;
}

/** The dates with a bar of any symbol; also kept as table `sessions(date, row)`. */
async function readSessions(db: Database, bars: string, entry: ManifestEntry): Promise<Float64Array> {
  await db.run(`CREATE TABLE sessions AS SELECT date, (row_number() OVER (ORDER BY date) - 1)::INTEGER AS row
    FROM (SELECT DISTINCT date FROM ${bars})`);
  const parts: number[] = [];
  await db.scan("SELECT epoch_ms(date)::DOUBLE FROM sessions ORDER BY row", ([column]) => {
    parts.push(...column);
  });
  if (parts.length === 0) failSpan(entry, "no session");
  return Float64Array.from(parts);
}

async function readPanels(
  db: Database,
  bars: string,
  { time, assets, entry }: { time: TimeIndex; assets: AssetIndex; entry: ManifestEntry },
): Promise<{ panels: Map<string, Panel>; rows: number }> {
  const fields = ["open", "high", "low", "close"];
  for (const optional of ["volume", "adj_close"]) {
    if (entry.columns.some((match) => match.field === optional)) fields.push(optional);
  }
  const targets = fields.map(() => new Float64Array(time.length * assets.length).fill(Number.NaN));
  const rows = await db.scan(
    `SELECT (s.row * ${assets.length} + u.code)::INTEGER, ${fields.join(", ")}
     FROM ${bars} b JOIN sessions s USING (date) JOIN universe u USING (symbol)`,
    (columns, count) => scatter(columns, targets, count),
  );
  const panels = fields.map((name, i) => {
    const unit = name === "volume" ? FIELD_UNITS["raw.volume"] : FIELD_UNITS["raw.close"];
    return [name, Panel.of(time, assets, targets[i], { name, unit })] as const;
  });
  return { panels: new Map(panels), rows };
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

async function readActions(
  db: Database,
  file: string,
  time: TimeIndex,
  assets: AssetIndex,
): Promise<MarketAction[]> {
  const [first, last] = [time.label(0), time.label(time.length - 1)];
  const rows = await db.rows(`SELECT symbol, date::VARCHAR AS date, kind, value FROM read_parquet(${file})
    WHERE date BETWEEN ${literal(first)} AND ${literal(last)} ORDER BY date, symbol, kind, value`);
  const actions = rows.map((row) => ({
    symbol: String(row.symbol),
    date: String(row.date),
    kind: row.kind === "split" ? ("split" as const) : ("dividend" as const),
    value: Number(row.value),
  }));
  return actions.filter((action) => assets.indexOf(action.symbol) >= 0);
}

async function readSectors(
  db: Database,
  file: string,
  assets: AssetIndex,
): Promise<(string | null)[] | undefined> {
  const rows = await db.rows(`SELECT symbol, sector FROM read_parquet(${file})`);
  if (rows.length === 0) return undefined;
  const bySymbol = new Map(rows.map((row) => [String(row.symbol), String(row.sector)]));
  return assets.symbols.map((symbol) => bySymbol.get(symbol) ?? null);
}

function failSpan(entry: ManifestEntry, received: string): never {
  fail("data.Lake.market", `${entry.dataset} holds ${entry.from} to ${entry.to}; nothing lies in this span`, {
    received,
    fix: "widen from and to",
  });
}

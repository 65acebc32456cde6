import { fail } from "../errors.js";
import { DAY_MS, type Frequency, isIntraday, type Panel, type PanelMeta } from "../panel/index.js";
import { encodeSymbols, fromLong, toLong } from "./long.js";
import { identifier } from "./sqlText.js";

const CHUNK = 2048;

/** What is asked of a connection to DuckDB; a `DuckDBConnection` of @duckdb/node-api is one. */
export interface DuckDBLike {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getColumns(): unknown[][] }>;
  createAppender(table: string): Promise<{
    appendDataChunk(chunk: object): void;
    flushSync(): void;
    closeSync(): void;
  }>;
}

/**
 * Write a panel into a new DuckDB table in long form: date (`DATE`, or `TIMESTAMP` below a day), symbol (`VARCHAR`),
 * value (`DOUBLE`, missing is NULL). Rows are appended in column chunks. An existing table is an error.
 */
export async function panelToDuckDB(connection: DuckDBLike, table: string, panel: Panel): Promise<void> {
  const { DuckDBDataChunk, DATE, DOUBLE, TIMESTAMP, VARCHAR, DuckDBDateValue, DuckDBTimestampValue } =
    await import("@duckdb/node-api");
  const intraday = isIntraday(panel.time.frequency);
  await connection.run(
    `CREATE TABLE ${identifier(table)} (date ${intraday ? "TIMESTAMP" : "DATE"} NOT NULL, symbol VARCHAR NOT NULL, value DOUBLE)`,
  );
  const dates = Array.from(panel.time.instants, (t) =>
    intraday ? new DuckDBTimestampValue(BigInt(t) * 1000n) : new DuckDBDateValue(t / DAY_MS),
  );
  const { codes, symbols, values } = toLong(panel);
  const appender = await connection.createAppender(table);
  for (let start = 0; start < values.length; start += CHUNK) {
    const length = Math.min(CHUNK, values.length - start);
    const index = Array.from({ length }, (_, k) => start + k);
    const chunk = DuckDBDataChunk.create([intraday ? TIMESTAMP : DATE, VARCHAR, DOUBLE]);
    chunk.setColumns([
      index.map((k) => dates[Math.floor(k / symbols.length)]),
      index.map((k) => symbols[codes[k]]),
      index.map((k) => (Number.isNaN(values[k]) ? null : values[k])),
    ]);
    appender.appendDataChunk(chunk);
  }
  appender.flushSync();
  appender.closeSync();
}

/** A panel from a query that gives columns date, symbol, value, in any order. */
export async function panelFromDuckDB(
  connection: DuckDBLike,
  sql: string,
  meta: PanelMeta & { frequency?: Frequency } = {},
): Promise<Panel> {
  const reader = await connection.runAndReadAll(
    `SELECT CAST(epoch_ms(CAST(date AS TIMESTAMP)) AS DOUBLE) AS date, CAST(symbol AS VARCHAR) AS symbol, CAST(value AS DOUBLE) AS value FROM (${sql})`,
  );
  const [dates, names, values] = reader.getColumns() as [number[], string[], (number | null)[]];
  if (names.some((name) => name === null)) fail("core.panelFromDuckDB", "symbol must not be NULL");
  const { codes, symbols } = encodeSymbols(names, names.length);
  return fromLong(
    {
      instants: Float64Array.from(dates),
      codes,
      symbols,
      values: Float64Array.from(values, (value) => value ?? Number.NaN),
    },
    meta,
  );
}

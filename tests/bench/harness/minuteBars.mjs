import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { assay } from "./assay.mjs";

export const FREQUENCY = { frequency: "5m", label: "start", zone: "America/New_York" };
export const FROM = "2010-01-01";
export const TO = "2019-12-31";

export const symbolsOf = (count) => Array.from({ length: count }, (_, i) => `S${String(i).padStart(4, "0")}`);

/**
 * Ten years of 5-minute bars of New York's regular hours as a vendor delivers them: a Parquet file per symbol, local times of
 * the start of a bar. Deterministic; written symbol by symbol, so that memory does not depend on their number.
 */
export async function writeMinuteBars(folder, count, { from = FROM, to = TO } = {}) {
  mkdirSync(folder, { recursive: true });
  const connection = await duckdb();
  await createSessions(connection, from, to);
  for (const symbol of symbolsOf(count)) {
    const file = join(folder, `${symbol}.parquet`);
    if (!existsSync(file)) await connection.run(`COPY (${barsSql(symbol)}) TO '${file}' (FORMAT parquet)`);
  }
  connection.closeSync();
}

/** One more session of all symbols in one file. */
export async function writeNextDay(file, count, date) {
  const connection = await duckdb();
  await createSessions(connection, date, date);
  const all = symbolsOf(count).map((symbol) => `SELECT * FROM (${barsSql(symbol)})`);
  await connection.run(`COPY (${all.join(" UNION ALL ")}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
}

export async function duckdb(options = {}) {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  return (await DuckDBInstance.create(":memory:", options)).connect();
}

/** `sessions(date, n, open, close)` with the instants of the exchange, UTC. */
export async function createSessions(connection, from, to) {
  const { sessionCalendar } = await assay("data/index.js");
  const xnys = sessionCalendar("XNYS");
  const stamp = (instant) => `TIMESTAMP '${new Date(instant).toISOString().slice(0, 19).replace("T", " ")}'`;
  const rows = xnys
    .sessions(from, to)
    .labels()
    .map((date, n) => `('${date}', ${n}, ${stamp(xnys.openAt(date))}, ${stamp(xnys.closeAt(date))})`);
  await connection.run(`CREATE TABLE sessions(date DATE, n INTEGER, open TIMESTAMP, close TIMESTAMP);
    INSERT INTO sessions VALUES ${rows.join(", ")}`);
}

/** A random walk by hashes of symbol, session and bar: the sum of four uniform numbers is nearly normal. */
function barsSql(symbol) {
  return `WITH cells AS (SELECT s.date, s.n, b.i, hash('${symbol}', s.date, b.i) AS h
      FROM sessions s, range(78) b(i) WHERE b.i * 5 < date_diff('minute', s.open, s.close)),
    steps AS (SELECT *, ((h & 65535) + ((h >> 16) & 65535) + ((h >> 32) & 65535) + ((h >> 48) & 65535)) / 65536.0 - 2 AS z
      FROM cells),
    closes AS (SELECT *, round(40 * exp(sum(z * 0.0017) OVER (ORDER BY n, i)), 2) + 1 AS close FROM steps),
    opens AS (SELECT *, coalesce(lag(close) OVER (ORDER BY n, i), close) AS open FROM closes)
    SELECT '${symbol}' AS symbol, date + INTERVAL (570 + 5 * i) MINUTE AS time, open,
      greatest(open, close) + (h % 5) / 100 AS high, least(open, close) - (h % 4) / 100 AS low, close,
      floor(1000 + (h % 40000) * (0.4 + pow((i - 39) / 39.0, 2)))::BIGINT AS volume
    FROM opens ORDER BY n, i`;
}

/** The daily features in SQL alone, over the files that a lake holds. */
export function featuresSql(files) {
  return `WITH returns AS (SELECT *, ln(close / coalesce(lag(close) OVER bars, open)) AS r FROM read_parquet('${files}')
        WHERE regular WINDOW bars AS (PARTITION BY symbol, date ORDER BY time)),
      pairs AS (SELECT *, abs(r) * abs(lag(r) OVER (PARTITION BY symbol, date ORDER BY time)) AS pair FROM returns),
      days AS (SELECT b.symbol, b.date, arg_min(b.open, time) AS open, max(high) AS high, min(low) AS low,
          arg_max(b.close, time) AS close, sum(volume) AS volume, count(r) AS bars, sum(r * r) AS realised_variance,
          pi() / 2 * count(r) / (count(r) - 1) * sum(pair) AS bipower_variation,
          sqrt(count(r)) * sum(r * r * r) / pow(sum(r * r), 1.5) AS realised_skewness,
          count(r) * sum(r * r * r * r) / pow(sum(r * r), 2) AS realised_kurtosis,
          sum((high + low + b.close) / 3 * volume) / sum(volume) AS vwap,
          avg(abs(r) / (b.close * volume)) FILTER (volume > 0) AS amihud_intraday,
          sum(volume) FILTER (time <= s.open + INTERVAL 30 MINUTE) / sum(volume) AS opening_volume_share,
          sum(volume) FILTER (time > s.close - INTERVAL 30 MINUTE) / sum(volume) AS closing_volume_share,
          any_value(date_diff('minute', s.open, s.close)) / 5 AS expected
        FROM pairs b JOIN sessions s USING (date) GROUP BY b.symbol, b.date)
    SELECT * EXCLUDE (expected), bars / expected AS coverage, ln(close / open) AS intraday_return,
      ln(open / lag(close) OVER (PARTITION BY symbol ORDER BY date)) AS overnight_return
    FROM days`;
}

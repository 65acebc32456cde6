import type { ClockChange } from "../calendar/zone.js";
import type { Database } from "../duckdb/database.js";
import { minutesOf } from "./barFrequency.js";
import { symbolSql } from "./barSource.js";
import { localSql, utcSql } from "./clockSql.js";
import type { BarRules } from "./ingestBarsOptions.js";

const NUMBERS = ["open", "high", "low", "close", "volume"];

/** What is needed to read the times of a source. */
export interface Clock {
  /** DuckDB's type of the column of times: `VARCHAR`, `TIMESTAMP…` or `TIMESTAMP WITH TIME ZONE`. */
  readonly type: string | undefined;
  /** strftime codes of text, where it is not ISO. */
  readonly timeFormat?: string;
  /** Clock changes of the source's zone, where times carry none, and of the calendar's. */
  readonly source?: readonly ClockChange[];
  readonly exchange: readonly ClockChange[];
}

/** SQL for the time in a cell: local, or UTC where the text carries a zone. */
export function stampSql({ type, timeFormat }: Pick<Clock, "type" | "timeFormat">, cell = "date"): string {
  if (type !== "VARCHAR") return `${cell}::TIMESTAMP`;
  if (timeFormat !== undefined) return `try_strptime(${cell}, '${timeFormat.replaceAll("'", "''")}')`;
  return `try_cast(${cell} AS TIMESTAMPTZ)::TIMESTAMP`;
}

/** SQL for whether the time in a cell carries a zone, so that its stamp is UTC. */
export function zonedSql({ type }: Pick<Clock, "type">, cell = "date"): string {
  if (type !== "VARCHAR") return String(type === "TIMESTAMP WITH TIME ZONE");
  return `coalesce(regexp_matches(${cell}, ':\\d\\d(\\.\\d+)?\\s*(Z|[+-]\\d\\d(:?\\d\\d)?)$'), false)`;
}

/**
 * `typed(row, symbol, time, date, regular, open … volume, reason)`: the delivered rows with the UTC instant of their end, the
 * session that they belong to, and the first rule that they break, or null. Needs the table `sessions`.
 */
export async function typeBars(
  db: Database,
  delivered: string,
  { clock, rules, types }: Typing,
): Promise<void> {
  const step = minutesOf(rules.frequency);
  const utc = clock.source
    ? `CASE WHEN ${zonedSql(clock)} THEN stamp ELSE ${utcSql("stamp", clock.source)} END`
    : "stamp";
  const start = rules.label === "start" ? `+ INTERVAL ${step} MINUTE` : "";
  const numbers = NUMBERS.map((name) => `${numberSql(name, types.get(name))} AS ${name}`);
  const bad = NUMBERS.map((name) => badNumberSql(name, types.get(name)));
  await db.run(`CREATE OR REPLACE TABLE typed AS
    WITH cells AS (SELECT row, ${symbolSql()} AS symbol, date, ${stampSql(clock)} AS stamp, ${numbers.join(", ")},
        ${bad.join(" OR ")} AS bad_number FROM (${delivered})),
      ends AS (SELECT * EXCLUDE (date, stamp), ${utc} ${start} AS time FROM cells),
      days AS (SELECT *, ${localSql(`(time - INTERVAL ${step} MINUTE)`, clock.exchange)}::DATE AS day FROM ends),
      placed AS (SELECT d.* REPLACE (${endSql(step)} AS time), s.open AS opening, s.close AS closing, s.first, s.last,
        s.date AS session FROM days d LEFT JOIN sessions s ON s.date = d.day)
    SELECT row, symbol, time, day AS date,
      time > opening AND time <= closing + INTERVAL ${rules.closingAuctionMinutes} MINUTE AS regular,
      ${NUMBERS.join(", ")}, ${reasonSql(rules, step)} AS reason
    FROM placed`);
}

interface Typing {
  readonly clock: Clock;
  readonly rules: BarRules;
  /** Field → DuckDB's type of its column; absent fields are missing. */
  readonly types: ReadonlyMap<string, string>;
}

/** A finite number, or null. */
function numberSql(name: string, type: string | undefined): string {
  if (type === undefined) return "NULL::DOUBLE";
  const number = type === "VARCHAR" ? `try_cast(${name} AS DOUBLE)` : `${name}::DOUBLE`;
  return `CASE WHEN isfinite(${number}) THEN ${number} END`;
}

/** Whether a cell is neither empty, nor NaN, nor a finite number. */
function badNumberSql(name: string, type: string | undefined): string {
  if (type === undefined) return "false";
  if (type !== "VARCHAR") return `coalesce(isinf(${name}::DOUBLE), false)`;
  return `(${name} IS NOT NULL AND (try_cast(${name} AS DOUBLE) IS NULL OR isinf(try_cast(${name} AS DOUBLE))))`;
}

/** SQL for whether a time is no multiple of the length of bars, counted from midnight UTC or from another time. */
function offGrid(time: string, step: number, from = "TIMESTAMP '1970-01-01'"): string {
  return `(epoch_us(${time}) - epoch_us(${from})) % ${step * 60_000_000} <> 0`;
}

/**
 * SQL for the end of a bar: where bars are counted from the opening and not from the full hour, the last one of a session may be
 * shorter and ends at the close.
 */
function endSql(step: number): string {
  const crosses = `s.close < d.time AND s.close > d.time - INTERVAL ${step} MINUTE`;
  const counted = `${offGrid("d.time", step)} AND NOT ${offGrid("d.time", step, "s.open")}`;
  return `CASE WHEN ${crosses} AND ${counted} THEN s.close ELSE d.time END`;
}

function reasonSql({ ohlcTolerance, closingAuctionMinutes, hours }: BarRules, step: number): string {
  const from = hours === "regular" ? "opening" : "first";
  const end = `closing + INTERVAL ${closingAuctionMinutes} MINUTE`;
  const to = hours === "regular" ? end : `greatest(last, ${end})`;
  const excess = "greatest(greatest(open, close, low) - high, low - least(open, close, high)) / close";
  const rules = {
    missing_symbol: "symbol IS NULL",
    bad_time: "time IS NULL",
    non_numeric: "bad_number",
    missing_price: "open IS NULL OR high IS NULL OR low IS NULL OR close IS NULL",
    non_positive_price: "least(open, high, low, close) <= 0",
    negative_volume: "volume < 0",
    ohlc_inconsistent: `${excess} > ${ohlcTolerance}`,
    no_session: "session IS NULL",
    outside_hours: `time <= ${from} OR time > ${to}`,
    off_grid: `time <> closing AND ${offGrid("time", step)} AND ${offGrid("time", step, "opening")}`,
  };
  return `CASE ${Object.entries(rules)
    .map(([name, sql]) => `WHEN ${sql} THEN '${name}'`)
    .join(" ")} END`;
}

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
      days AS (SELECT *, ${localSql(`(time - INTERVAL ${step} MINUTE)`, clock.exchange)}::DATE AS day FROM ends)
    SELECT row, d.symbol, d.time, d.day AS date,
      d.time > s.open AND d.time <= s.close + INTERVAL ${rules.closingAuctionMinutes} MINUTE AS regular,
      ${NUMBERS.map((name) => `d.${name}`).join(", ")}, ${reasonSql(rules, step)} AS reason
    FROM days d LEFT JOIN sessions s ON s.date = d.day`);
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

function reasonSql({ ohlcTolerance, closingAuctionMinutes, hours }: BarRules, step: number): string {
  const opening = hours === "regular" ? "s.open" : "s.first";
  const end = `s.close + INTERVAL ${closingAuctionMinutes} MINUTE`;
  const closing = hours === "regular" ? end : `greatest(s.last, ${end})`;
  const excess =
    "greatest(greatest(d.open, d.close, d.low) - d.high, d.low - least(d.open, d.close, d.high)) / d.close";
  const rules = {
    missing_symbol: "d.symbol IS NULL",
    bad_time: "d.time IS NULL",
    non_numeric: "bad_number",
    missing_price: "d.open IS NULL OR d.high IS NULL OR d.low IS NULL OR d.close IS NULL",
    non_positive_price: "least(d.open, d.high, d.low, d.close) <= 0",
    negative_volume: "d.volume < 0",
    ohlc_inconsistent: `${excess} > ${ohlcTolerance}`,
    no_session: "s.date IS NULL",
    outside_hours: `d.time <= ${opening} OR d.time > ${closing}`,
    off_grid: `epoch_us(d.time) % ${step * 60_000_000} <> 0`,
  };
  return `CASE ${Object.entries(rules)
    .map(([name, sql]) => `WHEN ${sql} THEN '${name}'`)
    .join(" ")} END`;
}

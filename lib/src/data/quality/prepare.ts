import type { Database } from "../duckdb/database.js";
import { createDetails } from "./revised.js";

/** The tables that sources may fill, empty. */
export async function createSourceTables(db: Database): Promise<void> {
  await db.run(`
    CREATE TABLE malformed(file VARCHAR, row BIGINT, line VARCHAR);
    CREATE TABLE action_rows(symbol VARCHAR, date VARCHAR, kind VARCHAR, value VARCHAR);
    CREATE TABLE listing_rows(symbol VARCHAR, first VARCHAR, last VARCHAR);
    CREATE TABLE sector_rows(symbol VARCHAR, sector VARCHAR);
    CREATE MACRO as_number(x) AS CASE WHEN isfinite(try_cast(x AS DOUBLE)) THEN try_cast(x AS DOUBLE) END;
    CREATE MACRO as_text(x) AS nullif(trim(x::VARCHAR), '');`);
}

const PRICES = ["open", "high", "low", "close", "volume"];
const NUMBERS = [...PRICES, "adj_close", "dividend", "split"];

/**
 * `typed`: the incoming rows as symbol, calendar date and doubles (prices and volume always, what else is delivered), null where a
 * cell is empty or unreadable, and `bad_number` where a cell is neither. `fallen(row, reason, known_after)` is empty, `good` is `typed` without the
 * fallen.
 */
export async function typeRows(db: Database, fields: readonly string[], dateFormat?: string): Promise<void> {
  const present = NUMBERS.filter((name) => fields.includes(name));
  const cast = present.map((name) => `i.${name} AS ${name}_cell, try_cast(i.${name} AS DOUBLE) AS ${name}`);
  const numbers = NUMBERS.filter((name) => PRICES.includes(name) || present.includes(name)).map((name) =>
    present.includes(name)
      ? `CASE WHEN isfinite(${name}) THEN ${name} END AS ${name}`
      : `NULL::DOUBLE AS ${name}`,
  );
  const bad = present.map((name) => `(${name} IS NULL AND ${name}_cell IS NOT NULL) OR isinf(${name})`);
  await db.run(`
    CREATE TABLE typed AS SELECT row, symbol, date, ${numbers.join(", ")},
        coalesce(${bad.join(" OR ")}, false) AS bad_number
      FROM (SELECT i.row, as_text(i.symbol) AS symbol, ${dateOf("i.date", dateFormat)} AS date, ${cast.join(", ")}
        FROM incoming i);
    CREATE TABLE fallen(row BIGINT, reason VARCHAR, known_after INTEGER);
    CREATE VIEW good AS SELECT * FROM typed ANTI JOIN fallen USING (row);
    CREATE TABLE flagged(flag VARCHAR, symbol VARCHAR, date DATE, value DOUBLE, known_after INTEGER,
      field VARCHAR, old VARCHAR, new VARCHAR, known_before VARCHAR, known VARCHAR);`);
  await createDetails(db);
}

/**
 * SQL for the calendar date in a cell. Text that starts `YYYY-MM-DD` is that date whatever time and zone
 * follow: a daily bar belongs to the exchange's own calendar day.
 */
export function dateOf(cell: string, format?: string): string {
  if (format !== undefined) return `try_strptime(${cell}::VARCHAR, '${format.replaceAll("'", "''")}')::DATE`;
  const text = `trim(${cell}::VARCHAR)`;
  return `coalesce(try_cast(left(${text}, 10) AS DATE), try_strptime(${text}, ['%Y%m%d', '%Y/%m/%d'])::DATE)`;
}

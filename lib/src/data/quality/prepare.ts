import type { Database } from "../duckdb/database.js";

/** The tables that sources may fill, empty. */
export async function createSourceTables(db: Database): Promise<void> {
  await db.run(`
    CREATE TABLE malformed(file VARCHAR, row BIGINT, line VARCHAR);
    CREATE TABLE action_rows(symbol VARCHAR, date VARCHAR, kind VARCHAR, value VARCHAR);
    CREATE TABLE listing_rows(symbol VARCHAR, first VARCHAR, last VARCHAR);
    CREATE TABLE sector_rows(symbol VARCHAR, sector VARCHAR);
    CREATE MACRO as_number(x) AS CASE WHEN isfinite(try_cast(x AS DOUBLE)) THEN try_cast(x AS DOUBLE) END;
    CREATE MACRO is_bad_number(x) AS
      x IS NOT NULL AND (try_cast(x AS DOUBLE) IS NULL OR isinf(try_cast(x AS DOUBLE)));
    CREATE MACRO as_text(x) AS nullif(trim(x::VARCHAR), '');`);
}

const NUMBERS = ["open", "high", "low", "close", "volume", "adj_close", "dividend", "split"];

/**
 * `typed`: the incoming rows as symbol, calendar date and doubles, null where a cell is empty or unreadable, and
 * `bad_number` where a cell is neither. `fallen(row, reason)` is empty, `good` is `typed` without the fallen.
 */
export async function typeRows(db: Database, fields: readonly string[], dateFormat?: string): Promise<void> {
  const numbers = NUMBERS.map(
    (name) => `${fields.includes(name) ? `as_number(i.${name})` : "NULL::DOUBLE"} AS ${name}`,
  );
  const bad = NUMBERS.filter((name) => fields.includes(name)).map((name) => `is_bad_number(i.${name})`);
  await db.run(`
    CREATE TABLE typed AS SELECT i.row, as_text(i.symbol) AS symbol, ${dateOf("i.date", dateFormat)} AS date,
      ${numbers.join(", ")}, ${bad.join(" OR ")} AS bad_number FROM incoming i;
    CREATE TABLE fallen(row BIGINT, reason VARCHAR);
    CREATE VIEW good AS SELECT * FROM typed ANTI JOIN fallen USING (row);
    CREATE TABLE flagged(flag VARCHAR, symbol VARCHAR, date DATE, value DOUBLE);`);
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

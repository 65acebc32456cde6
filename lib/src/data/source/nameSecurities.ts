import { fail } from "../../core/index.js";
import { SECURITY_FIELDS } from "../columns/fields.js";
import type { Database } from "../duckdb/database.js";
import { dateOf } from "../quality/prepare.js";
import { loadTable } from "./extraFiles.js";

const WHO = "data.ingest: securities";
const OPEN = "DATE '9999-12-31'";

/**
 * Give bars, actions and sectors the name of their security where the file at `path` says which symbol stood for which security
 * from when to when: a company that changed its symbol is one series, a symbol that another company took over is two. A sector is
 * that of the security for which the symbol stands last.
 */
export async function nameSecurities(db: Database, path: string, dateFormat?: string): Promise<void> {
  await db.run("CREATE TABLE security_rows(symbol VARCHAR, security VARCHAR, begins VARCHAR, ends VARCHAR)");
  await loadTable(db, path, "security_rows", SECURITY_FIELDS);
  await db.run(`CREATE TABLE securities AS SELECT as_text(symbol) AS symbol, as_text(security) AS security,
    coalesce(${dateOf("begins", dateFormat)}, DATE '0001-01-01') AS begins, begins AS begins_cell,
    coalesce(${dateOf("ends", dateFormat)}, ${OPEN}) AS ends, ends AS ends_cell FROM security_rows`);
  await checkRows(db, dateFormat);
  const inSpell = (date: string) => `${date} >= s.begins AND ${date} < s.ends`;
  await db.run(`
    UPDATE typed SET symbol = s.security FROM securities s WHERE typed.symbol = s.symbol AND ${inSpell("typed.date")};
    UPDATE action_rows SET symbol = s.security FROM securities s
      WHERE as_text(action_rows.symbol) = s.symbol AND ${inSpell(dateOf("action_rows.date", dateFormat))};
    UPDATE sector_rows SET symbol = s.security FROM securities s
      WHERE as_text(sector_rows.symbol) = s.symbol AND s.ends = ${OPEN};`);
}

async function checkRows(db: Database, dateFormat?: string): Promise<void> {
  const unread = (cell: string) => `(${cell} IS NOT NULL AND ${dateOf(cell, dateFormat)} IS NULL)`;
  const bad = await db.rows(`SELECT symbol, security, begins_cell AS "from", ends_cell AS "to" FROM securities
    WHERE symbol IS NULL OR security IS NULL OR begins >= ends OR ${unread("begins_cell")} OR ${unread("ends_cell")}`);
  if (bad.length > 0) {
    fail(WHO, "a row needs a symbol, a security, and dates of which the first comes before the second", {
      received: bad[0],
    });
  }
  const twice = await db.rows(`SELECT symbol, begins::VARCHAR AS "from" FROM (
    SELECT symbol, begins, max(ends) OVER (PARTITION BY symbol ORDER BY begins, ends
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM securities) WHERE begins < before`);
  if (twice.length > 0) {
    fail(WHO, "a symbol stands for one security at a time; two of its rows overlap", { received: twice[0] });
  }
}

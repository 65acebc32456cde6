import type { Database } from "../duckdb/database.js";
import { BAR_COLUMNS } from "./writePiece.js";

/**
 * Judge repeated bars in `typed`: of those of one symbol and time the first is kept. Bars that lie in order, as most vendors
 * deliver them, need no look for repeats and no sort: returns whether they do.
 */
export async function findRepeats(db: Database): Promise<boolean> {
  const [{ n }] =
    await db.rows(`SELECT count(*)::DOUBLE AS n FROM (SELECT symbol, time, lag(symbol) OVER () AS last_symbol,
      lag(time) OVER () AS last_time FROM typed WHERE reason IS NULL)
    WHERE last_symbol > symbol OR (last_symbol = symbol AND last_time >= time)`);
  if (Number(n) === 0) return true;
  await db.run(`CREATE OR REPLACE TABLE twice AS
      SELECT symbol, time, min(row) AS first FROM typed WHERE reason IS NULL GROUP BY ALL HAVING count(*) > 1;
    UPDATE typed SET reason = r.reason FROM (
      SELECT b.row, CASE WHEN (b.open, b.high, b.low, b.close, b.volume) IS DISTINCT FROM
        (a.open, a.high, a.low, a.close, a.volume) THEN 'conflicting_duplicate' ELSE 'duplicate' END AS reason
      FROM twice t JOIN typed a ON a.row = t.first JOIN typed b ON b.symbol = t.symbol AND b.time = t.time
      WHERE b.reason IS NULL AND b.row <> t.first) r
    WHERE typed.row = r.row`);
  return false;
}

/**
 * `sorted`: the good rows of `typed`, or of another table, as they are published, with a `code` per symbol; returns the symbols
 * by code.
 */
export async function sortBars(
  db: Database,
  inOrder: boolean,
  rows = "(FROM typed WHERE reason IS NULL)",
): Promise<string[]> {
  await db.run(`CREATE OR REPLACE TABLE codes AS SELECT symbol, (row_number() OVER (ORDER BY symbol) - 1)::INTEGER AS code
      FROM (SELECT DISTINCT symbol FROM ${rows});
    CREATE OR REPLACE TABLE sorted AS SELECT code, ${BAR_COLUMNS} FROM ${rows} JOIN codes USING (symbol)
      ${inOrder ? "" : "ORDER BY code, time"}`);
  return (await db.rows("SELECT symbol FROM codes ORDER BY code")).map((row) => String(row.symbol));
}

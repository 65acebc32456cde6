import type { Database } from "../duckdb/database.js";
import { dateOf } from "./prepare.js";

/**
 * `actions`, `listings` and `sectors` from the source's own tables and from the dividend, split and sector
 * columns of the bars. `bad_actions` holds what cannot be applied. Needs the table `typed`.
 */
export async function prepareExtras(db: Database, fields: readonly string[]): Promise<void> {
  if (fields.includes("dividend")) await db.run(actionsFromColumn("dividend", 0));
  if (fields.includes("split")) await db.run(actionsFromColumn("split", 1));
  if (fields.includes("sector")) await db.run(SECTORS_FROM_COLUMN);
  await db.run(`
    CREATE TABLE all_actions AS SELECT row_number() OVER () AS id, as_text(symbol) AS symbol, ${dateOf("date")} AS date,
      lower(as_text(kind)) AS kind, as_number(value) AS value, date AS date_text, value AS value_text
    FROM action_rows;
    CREATE TABLE bad_actions AS SELECT * FROM all_actions
      WHERE symbol IS NULL OR date IS NULL OR value IS NULL OR value <= 0
        OR kind IS NULL OR kind NOT IN ('split', 'dividend');
    CREATE VIEW actions AS SELECT DISTINCT symbol, date, kind, value FROM all_actions ANTI JOIN bad_actions USING (id);
    CREATE TABLE listings AS SELECT as_text(symbol) AS symbol, ${dateOf("first")} AS first, ${dateOf("last")} AS last
      FROM listing_rows WHERE as_text(symbol) IS NOT NULL;
    CREATE TABLE sectors AS SELECT as_text(symbol) AS symbol, arg_max(as_text(sector), rowid) AS sector
      FROM sector_rows WHERE as_text(symbol) IS NOT NULL AND as_text(sector) IS NOT NULL GROUP BY 1;`);
}

/** Bars carry their actions as a column with a neutral value: dividend 0, split ratio 1 (some write 0). */
function actionsFromColumn(kind: "dividend" | "split", neutral: number): string {
  return `INSERT INTO action_rows SELECT symbol, date::VARCHAR, '${kind}', ${kind}::VARCHAR FROM typed
    WHERE ${kind} IS NOT NULL AND ${kind} NOT IN (0, ${neutral}) ORDER BY row`;
}

/** The last sector that a symbol was delivered with. */
const SECTORS_FROM_COLUMN = `INSERT INTO sector_rows
  SELECT symbol, arg_max(sector, row) FROM incoming WHERE sector IS NOT NULL GROUP BY symbol ORDER BY symbol`;

/** Once the bars are judged: a dividend of at least the close before cannot be applied to it. */
export async function vetDividends(db: Database): Promise<void> {
  await db.run(`INSERT INTO bad_actions SELECT a.* FROM all_actions a
    ASOF JOIN good b ON a.symbol = b.symbol AND a.date > b.date
    WHERE a.kind = 'dividend' AND a.value >= b.close AND a.id NOT IN (SELECT id FROM bad_actions)`);
}

import type { Database } from "../duckdb/database.js";
import { identifier, literal } from "../duckdb/sql.js";
import { vetDividends } from "./prepareExtras.js";
import type { RuleContext } from "./rule.js";
import { QUALITY_RULES } from "./rules.js";

/** How many rows each reason or flag names; reasons without rows are left out. */
export type Counts = Readonly<Record<string, number>>;

export interface Inspection {
  readonly quarantined: Counts;
  readonly flagged: Counts;
}

/** Run every rule: fills `fallen` and `flagged`, then lays out `quarantine` with the cells as delivered. */
export async function inspect(db: Database, context: RuleContext): Promise<Inspection> {
  for (const rule of QUALITY_RULES) {
    const name = literal(rule.name);
    const sql = rule.sql(context);
    await db.run(
      rule.severity === "quarantine"
        ? `INSERT INTO fallen SELECT row, ${name} FROM (${sql})`
        : `INSERT INTO flagged SELECT ${name}, symbol, date, value FROM (${sql}) ORDER BY symbol, date`,
    );
  }
  await vetDividends(db);
  await layOutQuarantine(db, context.fields);
  return {
    quarantined: await counts(db, "quarantine", "reason"),
    flagged: await counts(db, "flagged", "flag"),
  };
}

const TEXT_FIELDS = ["symbol", "date", "open", "high", "low", "close", "volume"];

async function layOutQuarantine(db: Database, fields: readonly string[]): Promise<void> {
  const cells = TEXT_FIELDS.map((field) =>
    fields.includes(field) ? `i.${identifier(field)}::VARCHAR AS ${field}` : `NULL::VARCHAR AS ${field}`,
  );
  await db.run(`
    CREATE TABLE quarantine AS
    SELECT f.reason, i.file, i.row, ${cells.join(", ")}, NULL::VARCHAR AS line
      FROM fallen f JOIN incoming i USING (row) ORDER BY f.reason, i.row;
    INSERT INTO quarantine BY NAME SELECT 'malformed_line' AS reason, file, row, line FROM malformed ORDER BY ALL;
    INSERT INTO quarantine BY NAME SELECT 'bad_action' AS reason, symbol, date_text AS date,
      concat_ws(' ', kind, value_text) AS line FROM bad_actions ORDER BY id;`);
}

async function counts(db: Database, table: string, key: string): Promise<Counts> {
  const rows = await db.rows(
    `SELECT ${key} AS name, count(*)::DOUBLE AS n FROM ${table} GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map((row) => [String(row.name), Number(row.n)]));
}

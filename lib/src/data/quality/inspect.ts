import { identifier, literals } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import type { BarAction } from "./bars/barContext.js";
import { readBars } from "./bars/readBars.js";
import { chooseCalendar } from "./chooseCalendar.js";
import { ruleName } from "./findings.js";
import { readIdentities } from "./identity/identities.js";
import { judge, NO_ROW } from "./judge.js";
import type { QualityPolicy } from "./policy.js";
import { vetDividends } from "./prepareExtras.js";
import { readRevised } from "./revised.js";
import { WITH_ALL } from "./rule.js";
import { QUALITY_RULES } from "./rules.js";

/** How many rows each reason or flag names; reasons without rows are left out. */
export type Counts = Readonly<Record<string, number>>;

export interface Inspection {
  readonly quarantined: Counts;
  readonly flagged: Counts;
}

/** What the rules are told: what each does, and which fields the source has. */
export interface InspectContext {
  readonly policy: QualityPolicy;
  readonly fields: readonly string[];
}

/**
 * Judge the rows of `typed` by every rule: fills `fallen(row, reason, known_after)` and
 * `flagged(flag, symbol, date, value, known_after, field, old, new, known_before, known)`, then lays out `quarantine` with the cells as delivered.
 */
export async function inspect(db: Database, { policy, fields }: InspectContext): Promise<Inspection> {
  const bars = await readBars(db);
  const actions = await readActions(db);
  const calendar = chooseCalendar(bars.days, policy.calendar);
  const [revised, identities] = [await readRevised(db), await readIdentities(db)];
  const verdict = judge(bars, QUALITY_RULES, { policy, fields, actions, revised, identities, ...calendar });
  await verdict.fallen.write(db, "found_fallen");
  await verdict.flagged.write(db, "found_flagged");
  const name = ruleName(QUALITY_RULES.map((rule) => rule.name));
  await db.run(`
    INSERT INTO fallen SELECT row, ${name}, nullif(known, ${WITH_ALL}) FROM found_fallen;
    INSERT INTO flagged SELECT ${name}, symbol, DATE '1970-01-01' + day, CASE WHEN NOT isnan(value) THEN value END,
        nullif(f.known, ${WITH_ALL}), field, old, new, known_before, d.known
      FROM found_flagged f LEFT JOIN symbol_codes USING (code)
      LEFT JOIN details d ON d.row = f.row AND d.part = (${literals(QUALITY_RULES.map(({ detail }) => detail ?? ""))})[rule + 1]
      WHERE f.row = ${NO_ROW} OR f.row NOT IN (SELECT row FROM fallen)
      ORDER BY rule, symbol, day;`);
  if (actions.some(({ kind }) => kind === "dividend")) await vetDividends(db);
  await layOutQuarantine(db, fields);
  return {
    quarantined: await counts(db, "quarantine", "reason"),
    flagged: await counts(db, "flagged", "flag"),
  };
}

async function readActions(db: Database): Promise<BarAction[]> {
  const rows = await db.rows(`SELECT code, (date - DATE '1970-01-01')::INTEGER AS day, kind, value
    FROM actions JOIN symbol_codes USING (symbol) ORDER BY ALL`);
  return rows.map(({ code, day, kind, value }) => ({
    symbol: Number(code),
    day: Number(day),
    kind: kind === "split" ? "split" : "dividend",
    value: Number(value),
  }));
}

const TEXT_FIELDS = ["symbol", "date", "open", "high", "low", "close", "volume"];

async function layOutQuarantine(db: Database, fields: readonly string[]): Promise<void> {
  const cells = TEXT_FIELDS.map((field) =>
    fields.includes(field) ? `i.${identifier(field)}::VARCHAR AS ${field}` : `NULL::VARCHAR AS ${field}`,
  );
  await db.run(`
    CREATE TABLE quarantine AS
    SELECT f.reason, i.file, i.row, ${cells.join(", ")}, NULL::VARCHAR AS line, f.known_after
      FROM fallen f JOIN incoming i USING (row) ORDER BY f.reason, i.row;
    INSERT INTO quarantine BY NAME SELECT 'malformed_line' AS reason, file, row, line, 0 AS known_after
      FROM malformed ORDER BY ALL;
    INSERT INTO quarantine BY NAME SELECT 'bad_action' AS reason, symbol, date_text AS date,
      concat_ws(' ', kind, value_text) AS line, 0 AS known_after FROM bad_actions ORDER BY id;`);
}

async function counts(db: Database, table: string, key: string): Promise<Counts> {
  const rows = await db.rows(
    `SELECT ${key} AS name, count(*)::DOUBLE AS n FROM ${table} GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map((row) => [String(row.name), Number(row.n)]));
}

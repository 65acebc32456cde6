import { literals } from "../../../core/index.js";
import { type ColumnMatch, normalizedName } from "../../columns/detectColumns.js";
import type { Database } from "../../duckdb/database.js";
import { compareNames } from "./companyName.js";

/** What the source calls a security beside its symbol, from one bar of a symbol to the next. */
export interface IdentityChange {
  /** Of the identifier, e.g. a CUSIP or FIGI. */
  readonly id: "same" | "other" | "unknown";
  /** Of the company's name. */
  readonly name: "same" | "similar" | "other" | "unknown";
  /** Both as told, to the letter: who comes back under another form of the name may be another. */
  readonly before: string;
  readonly after: string;
}

/** Where a symbol changes what it is called, by the row of the first bar with the new name. */
export class Identities {
  /** Each change is named by one rule: the first that knows it. */
  readonly named = new Set<number>();

  constructor(
    readonly changes: ReadonlyMap<number, IdentityChange> = new Map(),
    /** Every row has an identifier: where none changes the security is the same. */
    readonly complete = false,
    /** The identifier stays with a security, whatever it is called: another one is another security. */
    readonly lasting = false,
  ) {}
}

/** A CUSIP, ISIN or CIK may change with the name of the company; these do not. */
const LASTING = /figi|^permno$|^security(id)?$/;

/** Fields that say which security a symbol stands for. */
export const IDENTITY_FIELDS = ["security", "company"] as const;

/**
 * `identities(symbol, date, security, company)`: what each symbol was called last, and `identity_changes`, where that changes
 * between its rows; `earlier` are files of the same that was known before the delivery.
 */
export async function prepareIdentities(
  db: Database,
  columns: readonly ColumnMatch[],
  earlier: readonly string[] = [],
): Promise<void> {
  const fields = columns.map(({ field }) => field);
  const id = columns.find(({ field }) => field === "security")?.column ?? "";
  const cells = IDENTITY_FIELDS.map((field) =>
    fields.includes(field) ? `as_text(i.${field}) AS ${field}` : `NULL::VARCHAR AS ${field}`,
  );
  const delivered = IDENTITY_FIELDS.some((field) => fields.includes(field));
  const before =
    earlier.length > 0
      ? `UNION ALL BY NAME SELECT 0 AS row, *
          FROM read_parquet(${literals(earlier)}) ANTI JOIN identity_rows USING (symbol, date)`
      : "";
  await db.run(`
    CREATE TABLE identity_rows AS SELECT row, t.symbol, t.date, ${cells.join(", ")} FROM typed t JOIN incoming i USING (row)
      WHERE ${delivered} AND t.symbol IS NOT NULL AND t.date IS NOT NULL;
    CREATE TABLE identity_kind AS SELECT ${LASTING.test(normalizedName(id))} AS lasting;
    CREATE TABLE identities AS SELECT symbol, max(date) AS date, arg_max(security, (date, row)) AS security,
        arg_max(company, (date, row)) AS company FROM identity_rows
      WHERE security IS NOT NULL OR company IS NOT NULL GROUP BY symbol;
    CREATE TABLE identity_changes AS SELECT row, old_security, security, old_company, company FROM (
        SELECT *, lag(security IGNORE NULLS) OVER w AS old_security, lag(company IGNORE NULLS) OVER w AS old_company
        FROM (FROM identity_rows ${before}) WINDOW w AS (PARTITION BY symbol ORDER BY date, row))
      WHERE row > 0 AND (security <> old_security OR company <> old_company);
    INSERT INTO details SELECT row, 'identity', concat_ws(', ', CASE WHEN security <> old_security THEN 'security' END,
        CASE WHEN company <> old_company THEN 'company' END), concat_ws(' ', old_security, old_company),
        concat_ws(' ', security, company), NULL, NULL FROM identity_changes`);
}

/** What is in the tables of {@link prepareIdentities}; a name that changes only in form is none. */
export async function readIdentities(db: Database): Promise<Identities> {
  const rows = await db.rows("SELECT row::DOUBLE AS row, * EXCLUDE (row) FROM identity_changes");
  const changes = new Map<number, IdentityChange>();
  for (const row of rows) {
    const text = (name: string) => (row[name] === null ? undefined : String(row[name]));
    const change = compared([text("old_security"), text("old_company")], [text("security"), text("company")]);
    if (change.id === "other" || change.name === "similar" || change.name === "other")
      changes.set(Number(row.row), change);
  }
  const [{ complete, lasting }] =
    await db.rows(`SELECT count(*) > 0 AND count(security) = count(*) AS complete,
      (SELECT lasting FROM identity_kind) AS lasting FROM identity_rows`);
  return new Identities(changes, complete === true, lasting === true);
}

type Called = readonly [security: string | undefined, company: string | undefined];

function compared(before: Called, after: Called): IdentityChange {
  const key = ([security = "", company = ""]: Called) => `${security} ${company.toLowerCase()}`;
  const [[oldId, oldName], [id, name]] = [before, after];
  return {
    id: oldId === undefined || id === undefined ? "unknown" : oldId === id ? "same" : "other",
    name: oldName === undefined || name === undefined ? "unknown" : compareNames(oldName, name),
    before: key(before),
    after: key(after),
  };
}

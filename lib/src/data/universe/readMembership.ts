import { basename, extname } from "node:path";
import { checkKeys, fail } from "../../core/index.js";
import { SPELL_FIELDS } from "../columns/fields.js";
import { type Database, withDatabase } from "../duckdb/database.js";
import { recordFile } from "../events/sourceRows.js";
import { createSourceTables, dateOf } from "../quality/prepare.js";
import { loadTable } from "../source/extraFiles.js";
import { findFiles, hashFiles } from "../source/files.js";
import { Membership } from "./membership.js";
import type { Spell } from "./spell.js";

export interface ReadMembershipOptions {
  /** Letters, digits, `_`. Default: the file's name. */
  name?: string;
  /**
   * For a file without dates, a list of those who belong today: the date from which they are taken to. Who had left before
   * is not in it, so earlier dates have a survivorship bias.
   */
  since?: string;
  /** How dates are written, in strftime codes, e.g. `%m/%d/%y`. Default ISO, `20180207` or `2018/02/07`. */
  dateFormat?: string;
}

const WHO = "data.readMembership";

/**
 * Membership from a CSV or Parquet file with a column for the symbol, for the first date inside, and for the first date
 * outside (empty while it stays). The file lands in the record of the run with its SHA-256.
 *
 * @throws when the file or a column is missing, or a row has no symbol or no date that can be read
 * @example await readMembership("config/sp500_spells.csv", { name: "sp500" })
 */
export async function readMembership(path: string, options: ReadMembershipOptions = {}): Promise<Membership> {
  checkKeys(WHO, options, ["name", "since", "dateFormat"]);
  const files = findFiles(path);
  const name = options.name ?? basename(files.name, extname(files.name)).replace(/\W/g, "_");
  const spells = await withDatabase((db) => spellsIn(db, path, options));
  const membership = Membership.of(name, spells);
  recordFile(
    { name: files.name, sha256: await hashFiles(files.paths) },
    spells.map(({ from }) => from),
  );
  return membership;
}

async function spellsIn(
  db: Database,
  path: string,
  { since, dateFormat }: ReadMembershipOptions,
): Promise<Spell[]> {
  await createSourceTables(db);
  await db.run("CREATE TABLE spells(symbol VARCHAR, begins VARCHAR, ends VARCHAR)");
  const [symbol, ...dates] = SPELL_FIELDS;
  await loadTable(db, path, "spells", since === undefined ? [symbol, ...dates] : [symbol]);
  const rows = await db.rows(`SELECT as_text(symbol) AS symbol, begins, ends,
    ${dateOf("begins", dateFormat)}::VARCHAR AS first, ${dateOf("ends", dateFormat)}::VARCHAR AS gone FROM spells`);
  const bad = rows.filter(
    ({ symbol: name, first, ends, gone }) =>
      !name || (first === null && since === undefined) || (ends !== null && gone === null),
  );
  if (bad.length > 0) {
    fail(WHO, `${bad.length} of ${rows.length} rows have no symbol or a date that cannot be read`, {
      received: { symbol: bad[0].symbol, from: bad[0].begins, to: bad[0].ends },
      fix: 'say how dates are written: { dateFormat: "%m/%d/%y" }',
    });
  }
  return rows.map(({ symbol: name, first, gone }) => ({
    symbol: String(name),
    from: since ?? String(first),
    to: gone === null ? null : String(gone),
  }));
}

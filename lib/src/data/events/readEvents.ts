import { checkKeys, fail } from "../../core/index.js";
import { EVENT_FIELDS } from "../columns/fields.js";
import { type Database, withDatabase } from "../duckdb/database.js";
import { createSourceTables, dateOf } from "../quality/prepare.js";
import { loadTable } from "../source/extraFiles.js";
import { findFiles, hashFiles } from "../source/files.js";
import { recordFile } from "./sourceRows.js";

export interface ReadEventsOptions {
  /** How dates are written, in strftime codes, e.g. `%m/%d/%y`. Default ISO, `20180207` or `2018/02/07`. */
  dateFormat?: string;
}

const WHO = "data.readEvents";

/**
 * Events from a CSV or Parquet file (or a folder of them) with a column for the symbol and one for the date, ready for
 * `ic.eventStudy`; other columns are not read. The file lands in the record of the run with its SHA-256.
 *
 * @param path relative to the working directory, which is the project's folder in a headless run
 * @returns one `{ symbol, date }` per row, in the order of the file; date is `YYYY-MM-DD`
 * @throws when the file or a column is missing, or a row has no symbol or no date that can be read
 */
export async function readEvents(
  path: string,
  options: ReadEventsOptions = {},
): Promise<{ symbol: string; date: string }[]> {
  checkKeys(WHO, options, ["dateFormat"]);
  const files = findFiles(path);
  const fingerprint = await hashFiles(files.paths);
  const events = await withDatabase((db) => eventsIn(db, path, options.dateFormat));
  recordFile(
    { name: files.name, sha256: fingerprint },
    events.map(({ date }) => date),
  );
  return events;
}

async function eventsIn(
  db: Database,
  path: string,
  dateFormat?: string,
): Promise<{ symbol: string; date: string }[]> {
  await createSourceTables(db);
  await db.run("CREATE TABLE event_rows(symbol VARCHAR, date VARCHAR)");
  await loadTable(db, path, "event_rows", EVENT_FIELDS);
  const rows = await db.rows(
    `SELECT as_text(symbol) AS symbol, ${dateOf("date", dateFormat)}::VARCHAR AS date, date AS cell FROM event_rows`,
  );
  const bad = rows.filter(({ symbol, date }) => symbol === null || date === null);
  if (bad.length > 0) {
    fail(WHO, `${bad.length} of ${rows.length} rows have no symbol or no date that can be read`, {
      received: { symbol: bad[0].symbol, date: bad[0].cell },
      fix: 'say how dates are written: { dateFormat: "%m/%d/%y" }',
    });
  }
  return rows.map(({ symbol, date }) => ({ symbol: String(symbol), date: String(date) }));
}

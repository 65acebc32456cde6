import type { Database } from "../../duckdb/database.js";
import { insertTexts } from "../../duckdb/insertTexts.js";
import type { Fetched } from "./fetched.js";

const CELLS = ["open", "high", "low", "close", "volume"] as const;

/** The table `fetched(row, file, symbol, time, open … volume)` of fetched bars; `file` says who delivered a row. */
export async function insertFetched(db: Database, { symbols }: Fetched): Promise<void> {
  const delivered = symbols.filter(({ bars }) => bars.length > 0);
  const rows = delivered.reduce((sum, { bars }) => sum + bars.length, 0);
  const codes = new Int32Array(rows);
  const times = new Float64Array(rows);
  const cells = CELLS.map(() => new Float64Array(rows));
  let row = 0;
  delivered.forEach(({ bars }, code) => {
    for (const bar of bars) {
      codes[row] = code;
      times[row] = Date.parse(bar.time);
      for (let c = 0; c < CELLS.length; c++) cells[c][row] = bar[CELLS[c]] ?? Number.NaN;
      row++;
    }
  });
  await db.run(`CREATE TABLE deliveries(code INTEGER, symbol VARCHAR, file VARCHAR);
    CREATE TABLE cells(code INTEGER, time DOUBLE, ${CELLS.map((name) => `${name} DOUBLE`).join(", ")})`);
  const names = delivered.map(({ symbol, provider }, code) => [String(code), symbol, provider]);
  await insertTexts(db, "deliveries", names);
  await db.insert("cells", [codes, times, ...cells]);
  const numbers = CELLS.map((name) => `CASE WHEN NOT isnan(c.${name}) THEN c.${name} END AS ${name}`);
  await db.run(`CREATE TABLE fetched AS SELECT c.rowid + 1 AS row, d.file, d.symbol, make_timestamp_ms(c.time::BIGINT) AS time,
    ${numbers.join(", ")} FROM cells c JOIN deliveries d USING (code) ORDER BY c.rowid`);
}

import { withDatabase } from "../../duckdb/database.js";
import { barsIn } from "../../lake/barsIn.js";
import type { Lake } from "../../lake/lake.js";
import { barFiles } from "../../lake/span.js";

/** Symbol → its last published session. */
export async function lastSessions(lake: Lake, dataset: string): Promise<Map<string, string>> {
  const bars = barsIn(barFiles(lake.dir, lake.version(dataset), {}));
  const rows = await withDatabase((db) =>
    db.rows(`SELECT symbol, max(date) AS last FROM ${bars} GROUP BY symbol`),
  );
  return new Map(rows.map(({ symbol, last }) => [String(symbol), String(last)]));
}

/** `SYMBOL DATE` → published close, from a date on. */
export async function publishedCloses(
  lake: Lake,
  dataset: string,
  from: string,
): Promise<Map<string, number>> {
  const bars = barsIn(barFiles(lake.dir, lake.version(dataset), { from }));
  const rows = await withDatabase((db) => db.rows(`SELECT symbol, date, close FROM ${bars}`));
  return new Map(rows.map(({ symbol, date, close }) => [`${symbol} ${date}`, Number(close)]));
}

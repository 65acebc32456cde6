import { withDatabase } from "../../duckdb/database.js";
import { allBarsSql, filesOfBars } from "../../intraday/barFilesOf.js";
import { barsIn } from "../../lake/barsIn.js";
import type { Lake } from "../../lake/lake.js";
import { barFiles } from "../../lake/span.js";

/** Symbol → its last published session. */
export async function lastSessions(lake: Lake, dataset: string): Promise<Map<string, string>> {
  const rows = await withDatabase((db) =>
    db.rows(`SELECT symbol, max(date)::VARCHAR AS last FROM ${publishedBars(lake, dataset)} GROUP BY symbol`),
  );
  return new Map(rows.map(({ symbol, last }) => [String(symbol), String(last)]));
}

/** `SYMBOL TIME` → published close, from a date on; the time of a bar within sessions is the instant of its end. */
export async function publishedCloses(
  lake: Lake,
  dataset: string,
  from: string,
): Promise<Map<string, number>> {
  const time = lake.version(dataset).intraday ? "strftime(time, '%Y-%m-%dT%H:%M:%SZ')" : "date::VARCHAR";
  const rows = await withDatabase((db) =>
    db.rows(`SELECT symbol, ${time} AS time, close FROM ${publishedBars(lake, dataset, from)}`),
  );
  return new Map(rows.map(({ symbol, time: at, close }) => [`${symbol} ${at}`, Number(close)]));
}

/** SQL for the published bars, as they are known last. */
function publishedBars(lake: Lake, dataset: string, from?: string): string {
  const entry = lake.version(dataset);
  if (!entry.intraday) return barsIn(barFiles(lake.dir, entry, { from }));
  const span = { first: from ?? entry.from, last: entry.to };
  const files = filesOfBars(lake.dir, entry, span);
  return allBarsSql(files, { span, hours: "extended", known: { revision: "latest" } });
}

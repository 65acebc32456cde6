import { literal } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import { instantSql } from "../lake/knowledge.js";
import type { AppendingBars } from "./appendingBars.js";
import { allBarsSql, filesOfBars, parquet } from "./barFilesOf.js";
import { BAR_COLUMNS } from "./writePiece.js";

/** What of delivered bars lies before the last one of its symbol, or of the dataset where the symbol is new to it. */
export interface LateBars {
  /** Dates that have published bars, of those that were delivered. */
  readonly dates: ReadonlySet<string>;
  /** Bars that are new or have other values, and how many have. */
  readonly rows: number;
  readonly symbols: readonly string[];
  readonly restated: number;
}

/**
 * Take out of `typed` what is published already, and what is late: the table `late` has it, with `known` and `version`, the
 * table `replaced` the bars that it restates, as they were known last.
 */
export async function findLate(
  db: Database,
  { root, last, known, now, number }: AppendingBars,
): Promise<LateBars> {
  const until = `${literal(last.intraday?.until ?? "")}::TIMESTAMPTZ::TIMESTAMP`;
  const [{ first, end, early }] =
    await db.rows(`SELECT min(date)::VARCHAR AS first, max(date)::VARCHAR AS end,
    (count(*) FILTER (time <= ${until}))::DOUBLE AS early FROM typed WHERE reason IS NULL`);
  if (Number(early) === 0) return { dates: new Set([last.to]), rows: 0, symbols: [], restated: 0 };
  const span = { first: String(first), last: String(end) };
  const files = filesOfBars(root, last, { ...span, last: last.to });
  const newest = allBarsSql(files, { span, hours: "extended", known: { revision: "latest" } });
  const missing = known === "bar" ? "t.time" : instantSql(now);
  await db.run(`CREATE TABLE published AS FROM ${newest} SEMI JOIN (FROM typed WHERE reason IS NULL) USING (symbol, time);
    CREATE TABLE ends AS SELECT symbol, max(time) AS until
      FROM ${parquet([...[...files.bySymbol.values()].flat(), ...files.tails])} GROUP BY symbol;
    UPDATE typed SET reason = 'published' FROM published p WHERE typed.reason IS NULL
      AND p.symbol = typed.symbol AND p.time = typed.time
      AND (p.open, p.high, p.low, p.close, p.volume) IS NOT DISTINCT FROM
        (typed.open, typed.high, typed.low, typed.close, typed.volume);
    CREATE TABLE replaced AS FROM published SEMI JOIN (FROM typed WHERE reason IS NULL) USING (symbol, time);
    CREATE TABLE late AS SELECT ${BAR_COLUMNS.split(", ")
      .map((name) => `t.${name}`)
      .join(", ")},
        greatest(t.time, if(r.symbol IS NULL, ${missing}, ${instantSql(now)})) AS known, ${number} AS version
      FROM typed t LEFT JOIN ends e ON e.symbol = t.symbol
        LEFT JOIN replaced r ON r.symbol = t.symbol AND r.time = t.time
      WHERE t.reason IS NULL AND t.time <= ${known === "bar" ? "e.until" : `coalesce(e.until, ${until})`};
    UPDATE typed SET reason = 'late' FROM late l WHERE typed.reason IS NULL
      AND l.symbol = typed.symbol AND l.time = typed.time`);
  const [{ rows, restated }] = await db.rows(
    "SELECT (SELECT count(*) FROM late)::DOUBLE AS rows, (SELECT count(*) FROM replaced)::DOUBLE AS restated",
  );
  const dates = await db.rows(`SELECT DISTINCT date::VARCHAR AS date FROM ${newest}
    WHERE date IN (SELECT DISTINCT date FROM typed)`);
  const symbols = await db.rows("SELECT DISTINCT symbol FROM late");
  return {
    symbols: symbols.map(({ symbol }) => String(symbol)),
    dates: new Set(dates.map(({ date }) => String(date))),
    rows: Number(rows),
    restated: Number(restated),
  };
}

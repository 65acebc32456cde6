import { fail } from "../../core/index.js";
import type { ColumnMatch } from "../columns/detectColumns.js";
import type { Database } from "../duckdb/database.js";
import { dateOf } from "../quality/prepare.js";

/** Reason of a row whose time of knowledge cannot be. */
export const BAD_KNOWN_TIME = "bad_known_time";

/** Does the source say when each row was first seen? */
export function hasKnownColumn(columns: readonly ColumnMatch[]): boolean {
  return columns.some(({ field }) => field === "known");
}

/**
 * `known_of(row, known)`: when each delivered row was first seen, from the source's column `known`; null without one and where
 * its cell is empty. A date counts until its end, an instant without a zone is UTC. A row whose cell cannot be read, or lies
 * before the bar's own date, falls. Needs the table `typed`.
 */
export async function readKnownTimes(
  db: Database,
  columns: readonly ColumnMatch[],
  dateFormat?: string,
): Promise<void> {
  await db.run("CREATE TABLE known_of(row BIGINT, known TIMESTAMP)");
  if (!hasKnownColumn(columns)) return;
  const cell = "trim(i.known::VARCHAR)";
  const whole = `${dateOf("i.known", dateFormat)} + INTERVAL 1 DAY - INTERVAL 1 MILLISECOND`;
  const instant = `try_cast(${cell} AS TIMESTAMPTZ)::TIMESTAMP`;
  await db.run(`INSERT INTO known_of SELECT row,
      CASE WHEN length(${cell}) <= 10 THEN ${whole} ELSE coalesce(${instant}, ${whole}) END AS known
    FROM incoming i WHERE nullif(${cell}, '') IS NOT NULL;
    INSERT INTO fallen SELECT row, '${BAD_KNOWN_TIME}', 0 FROM known_of k JOIN typed t USING (row)
      WHERE k.known IS NULL OR k.known < t.date`);
  await refuseRevisions(db);
}

/** One delivery holds one revision of a bar: the order of revisions is that of their deliveries. */
async function refuseRevisions(db: Database): Promise<void> {
  const [first] = await db.rows(`SELECT symbol, date::VARCHAR AS date, count(*) OVER ()::DOUBLE AS n
    FROM typed JOIN known_of USING (row) GROUP BY symbol, typed.date HAVING count(DISTINCT known) > 1 ORDER BY 1, 2 LIMIT 1`);
  if (!first) return;
  fail("data.ingest", `the source holds several revisions of ${first.n} bars`, {
    received: `${first.symbol} on ${first.date}`,
    fix: "deliver what was seen first, then each later revision with append",
  });
}

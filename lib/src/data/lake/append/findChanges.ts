import type { Database } from "../../duckdb/database.js";
import type { Delivery } from "../ingestResult.js";
import { instantSql, knownAt } from "../knowledge.js";
import type { VersionChange } from "../manifest.js";
import { publishedColumns } from "../span.js";
import type { AppendJob } from "./appendJob.js";
import { sameBar } from "./sameBar.js";
import { NEAR } from "./spanOf.js";

/**
 * Part the judged delivery: `added` has rows of symbols and dates that had none, `restated` those with other values than any
 * that holds or was known at the same time, and, without values, published rows that fell (`withdrawn`). All carry `known`. A published
 * row that falls although nothing is new near it keeps its place: those that were delivered again are `spared`.
 */
export async function findChanges(
  db: Database,
  { last, now }: AppendJob,
): Promise<{ change: VersionChange; delivery: Delivery }> {
  const columns = publishedColumns(last);
  const same = sameBar("a", "e", columns);
  const values = columns.join(", ");
  await db.run(`
    CREATE TABLE accepted AS SELECT symbol, date, ${values}, coalesce(known, ${now}) AS known, ${knownAt(true)} AS known_at
      FROM (SELECT g.*, coalesce(k.known, ${now}) AS known FROM good g LEFT JOIN known_of k USING (row) WHERE g.row > 0);
    CREATE TABLE changes AS SELECT * FROM (SELECT * FROM accepted a ANTI JOIN holding e ON ${same}) a
      ANTI JOIN earlier e ON ${same} AND a.known_at = e.known_at;
    CREATE TABLE added AS SELECT symbol, date, ${values}, known FROM changes ANTI JOIN earlier USING (symbol, date);
    CREATE TABLE restated AS SELECT symbol, date, ${values}, known FROM changes SEMI JOIN earlier USING (symbol, date);
    CREATE TABLE doubted AS
      SELECT c.symbol, c.date, f.reason, f.known_after, ${columns.map((name) => `c.${name}`).join(", ")}, NULL AS row
        FROM context c JOIN fallen f USING (row)
      UNION ALL
      SELECT a.symbol, a.date, f.reason, f.known_after, ${columns.map((name) => `a.${name}`).join(", ")}, a.row
        FROM typed a JOIN fallen f USING (row) JOIN holding e ON ${same}
        WHERE a.row > 0 AND (a.symbol, a.date) NOT IN (SELECT (symbol, date) FROM accepted);
    CREATE TABLE withdrawn AS SELECT * FROM doubted d
      WHERE EXISTS (FROM changes c WHERE c.symbol = d.symbol AND c.date BETWEEN d.date - ${NEAR} AND d.date + ${NEAR});
    CREATE TABLE spared AS SELECT * FROM doubted ANTI JOIN withdrawn USING (symbol, date) WHERE row IS NOT NULL;
    INSERT INTO restated BY NAME SELECT symbol, date, ${withdrawnKnown(now)} AS known FROM withdrawn;`);
  const [counts] = await db.rows(`SELECT (SELECT count(*) FROM added)::DOUBLE AS added,
    (SELECT count(*) FROM restated WHERE close IS NOT NULL)::DOUBLE AS restated,
    (SELECT count(*) FROM withdrawn)::DOUBLE AS removed, (SELECT count(*) FROM accepted)::DOUBLE AS accepted,
    (${NOT_DELIVERED})::DOUBLE AS absent`);
  const [added, restated, removed] = [Number(counts.added), Number(counts.restated), Number(counts.removed)];
  const repeated = Number(counts.accepted) - added - restated;
  return {
    change: { kind: "append", added, restated, removed },
    delivery: { added, restated, removed, repeated, absent: Number(counts.absent) },
  };
}

/** A withdrawal is known when its cause is: now, or when the newest row of the delivery was. */
function withdrawnKnown(now: string): string {
  return `coalesce(${now}, (SELECT max(known_at) FROM changes), ${instantSql(Date.now())})`;
}

/** Published bars between the first and last delivered date of their symbol that were not delivered. */
const NOT_DELIVERED = `SELECT count(*) FROM context c JOIN (
    SELECT symbol, min(date) AS first, max(date) AS last FROM typed WHERE row > 0 GROUP BY symbol
  ) d ON c.symbol = d.symbol AND c.date BETWEEN d.first AND d.last`;

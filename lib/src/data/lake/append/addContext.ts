import { canonicalJson, literals } from "../../../core/index.js";
import type { Database } from "../../duckdb/database.js";
import { dateOf } from "../../quality/prepare.js";
import { barsIn, recordIn } from "../barsIn.js";
import { pathsOf } from "../pathsOf.js";
import { barsBetween } from "../span.js";
import type { AppendJob } from "./appendJob.js";
import { between } from "./between.js";
import { sameBar } from "./sameBar.js";
import type { DeliverySpan } from "./spanOf.js";

/** Where no date was delivered nothing is looked up: a span without files. */
export const NO_DATE = { first: "0000-01-01", last: "0000-01-01" };

/**
 * Let the rules see the published bars around a delivery: they join `typed`, with negative rows, unless their symbol and date
 * were delivered again; so do, as fallen, those in quarantine, which are no missing sessions. A bar that is delivered as it
 * lies in quarantine stays there, unless the policy was changed. Also made: `context`, the bars that joined, `earlier`, all
 * revisions of what was delivered, and `holding`, of them the one that holds.
 */
export async function addContext(
  db: Database,
  { root, last, policy }: AppendJob,
  span: DeliverySpan | undefined,
): Promise<void> {
  const seen = barsBetween(root, last, span?.seen ?? NO_DATE);
  const delivered = barsBetween(root, last, span?.delivered ?? NO_DATE);
  const { columns } = seen;
  await db.run(`
    CREATE TABLE earlier AS SELECT * FROM ${recordIn(delivered)} SEMI JOIN typed USING (symbol, date);
    CREATE TABLE holding AS SELECT * FROM earlier
      QUALIFY row_number() OVER (PARTITION BY symbol, date ORDER BY known_at DESC, version DESC) = 1;
    CREATE TABLE kept_out AS SELECT reason, as_text(symbol) AS symbol, ${dateOf("date")} AS date,
        ${PRICES.map((name) => `as_number(${name}) AS ${name}`).join(", ")}
      FROM read_parquet(${literals(pathsOf(root, last, "quarantine"))}, union_by_name = true) WHERE symbol IS NOT NULL;
    CREATE TABLE context AS SELECT -row_number() OVER () AS row, * FROM ${barsIn(seen)} ANTI JOIN typed USING (symbol, date);`);
  if (canonicalJson(policy) === canonicalJson(last.policy)) await db.run(keepOut(columns));
  await db.run(`
    CREATE TABLE gaps AS SELECT -row_number() OVER () - (SELECT count(*) FROM context) AS row, symbol, date
      FROM (SELECT DISTINCT symbol, date FROM kept_out) ANTI JOIN typed USING (symbol, date)
      WHERE ${between("date", span?.seen ?? NO_DATE)};
    INSERT INTO typed BY NAME SELECT row, symbol, date, ${columns.join(", ")}, false AS bad_number FROM context;
    INSERT INTO typed BY NAME SELECT row, symbol, date, false AS bad_number FROM gaps;
    INSERT INTO fallen SELECT row, 'in quarantine', 0 FROM gaps;`);
}

const PRICES = ["open", "high", "low", "close", "volume"];

/** Delivered rows fall as they did before, but for a second copy of a row, which says nothing about that row, and what holds by now. */
function keepOut(columns: readonly string[]): string {
  return `INSERT INTO fallen SELECT a.row, min(e.reason), NULL
    FROM (SELECT * FROM typed a ANTI JOIN holding e ON ${sameBar("a", "e", columns)}) a
    JOIN kept_out e ON ${sameBar("a", "e", PRICES)} WHERE e.reason <> 'duplicate' GROUP BY a.row`;
}

import type { Database } from "../../duckdb/database.js";
import { literals } from "../../duckdb/sql.js";
import { dateOf } from "../../quality/prepare.js";
import { barsIn, recordIn } from "../barsIn.js";
import { pathsOf } from "../pathsOf.js";
import { barsBetween } from "../span.js";
import type { AppendJob } from "./appendJob.js";
import { between } from "./between.js";
import type { DeliverySpan } from "./spanOf.js";

/** Where no date was delivered nothing is looked up: a span without files. */
export const NO_DATE = { first: "0000-01-01", last: "0000-01-01" };

/**
 * Let the rules see the published bars around a delivery: they join `typed`, with negative rows, unless their symbol and date
 * were delivered again; so do, as fallen, those in quarantine, which are no missing sessions. Also made: `context`, the bars
 * that joined, and `earlier`, all revisions of what was delivered, with `latest` for the one that holds.
 */
export async function addContext(
  db: Database,
  { root, last }: AppendJob,
  span: DeliverySpan | undefined,
): Promise<void> {
  const seen = barsBetween(root, last, span?.seen ?? NO_DATE);
  const delivered = barsBetween(root, last, span?.delivered ?? NO_DATE);
  const { columns } = seen;
  await db.run(`
    CREATE TABLE earlier AS SELECT *, row_number() OVER (PARTITION BY symbol, date ORDER BY known_at DESC, version DESC) = 1 AS latest
      FROM ${recordIn(delivered)} SEMI JOIN typed USING (symbol, date);
    CREATE TABLE context AS SELECT -row_number() OVER () AS row, * FROM ${barsIn(seen)} ANTI JOIN typed USING (symbol, date);
    INSERT INTO typed BY NAME SELECT row, symbol, date, ${columns.join(", ")}, false AS bad_number FROM context;
    CREATE TABLE kept_out AS SELECT DISTINCT symbol, ${dateOf("date")} AS date
      FROM read_parquet(${literals(pathsOf(root, last, "quarantine"))}, union_by_name = true);
    CREATE TABLE gaps AS SELECT -row_number() OVER () - (SELECT count(*) FROM context) AS row, symbol, date FROM kept_out
      ANTI JOIN typed USING (symbol, date) WHERE symbol IS NOT NULL AND ${between("date", span?.seen ?? NO_DATE)};
    INSERT INTO typed BY NAME SELECT row, symbol, date, false AS bad_number FROM gaps;
    INSERT INTO fallen SELECT row, 'in quarantine', 0 FROM gaps;`);
}

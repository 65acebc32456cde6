import type { DateSpan } from "../../dateSpan.js";
import type { Database } from "../../duckdb/database.js";

/** Where a delivery lies, and what of the dataset around it matters. */
export interface DeliverySpan {
  readonly delivered: DateSpan;
  /** Whose verdicts may change. */
  readonly near: DateSpan;
  /** What the rules have to see for that. */
  readonly seen: DateSpan;
}

/** Calendar days around a delivery in which a verdict may change, and that rules see: what is usual is taken over 127 bars. */
export const NEAR = 14;
const SEEN = 220;

/** `undefined` when no row of the table `typed` has a date. */
export async function spanOf(db: Database): Promise<DeliverySpan | undefined> {
  const around = (days: number, name: string) => `(min(date) - ${days})::VARCHAR AS ${name}_first,
    (max(date) + ${days})::VARCHAR AS ${name}_last`;
  const [row] = await db.rows(
    `SELECT ${around(0, "delivered")}, ${around(NEAR, "near")}, ${around(SEEN, "seen")} FROM typed`,
  );
  if (row.delivered_first === null) return undefined;
  const span = (name: string) => ({ first: String(row[`${name}_first`]), last: String(row[`${name}_last`]) });
  return { delivered: span("delivered"), near: span("near"), seen: span("seen") };
}

import { DAY_MS, literal } from "../../core/index.js";
import type { SessionCalendar } from "../calendar/sessionCalendar.js";
import type { DateSpan } from "../dateSpan.js";
import type { Database } from "../duckdb/database.js";
import { timestamp } from "./clockSql.js";

/**
 * The table `sessions(date, open, close, first, last)` of a calendar over a span: regular opening and close, and the first and
 * last instant with extended trading, UTC. Dates that the calendar does not cover have no session.
 */
export async function createSessions(db: Database, calendar: SessionCalendar, span: DateSpan): Promise<void> {
  await db.run(
    "CREATE OR REPLACE TABLE sessions(date DATE, open TIMESTAMP, close TIMESTAMP, first TIMESTAMP, last TIMESTAMP)",
  );
  const from = span.first > calendar.from ? span.first : calendar.from;
  const to = span.last < calendar.to ? span.last : calendar.to;
  if (from > to) return;
  const rows = calendar
    .sessions(from, to)
    .labels()
    .map((date) => {
      const regular = [calendar.openAt(date), calendar.closeAt(date)];
      const extended = [
        calendar.openAt(date, { hours: "extended" }),
        calendar.closeAt(date, { hours: "extended" }),
      ];
      return `(${[literal(date), ...[...regular, ...extended].map(timestamp)].join(", ")})`;
    });
  for (let start = 0; start < rows.length; start += 1000) {
    await db.run(`INSERT INTO sessions VALUES ${rows.slice(start, start + 1000).join(", ")}`);
  }
}

/** The dates around UTC instants, a day wider on both sides: local dates lie inside. */
export function datesAround(from: number, to: number): DateSpan {
  const date = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  return { first: date(from - DAY_MS), last: date(to + DAY_MS) };
}

import { type AssetIndex, Panel, type TimeIndex } from "../../core/index.js";
import { sessionCalendar } from "../calendar/namedCalendar.js";
import type { SessionCalendar } from "../calendar/sessionCalendar.js";

/**
 * Fields of a date that need the sessions of New York; missing on other dates and outside 1990 to 2030. None of them counts
 * sessions to come: closures that nobody could foresee would be known too early.
 */
export const SESSION_FIELDS: Readonly<Record<string, string>> = {
  "calendar.XNYS.session_of_month": "sessions of New York in the month up to the date",
  "calendar.XNYS.early_close": "1 on a session that closes early, else 0",
};

/** The panel of such a field. */
export function sessionPanel(time: TimeIndex, assets: AssetIndex, name: string): Panel {
  const xnys = sessionCalendar("XNYS");
  const compute = name.endsWith("early_close") ? earlyClose : sessionOfMonth;
  const values = new Float64Array(time.length * assets.length);
  for (let row = 0; row < time.length; row++) {
    const date = time.instants[row];
    const known = xnys.covers(date) && xnys.isSession(date);
    values.fill(known ? compute(xnys, date) : Number.NaN, row * assets.length, (row + 1) * assets.length);
  }
  return Panel.of(time, assets, values, { name, unit: SESSION_FIELDS[name] });
}

const earlyClose = (calendar: SessionCalendar, date: number): number => (calendar.isEarlyClose(date) ? 1 : 0);

function sessionOfMonth(calendar: SessionCalendar, date: number): number {
  const day = new Date(date);
  return calendar.count(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1), date);
}

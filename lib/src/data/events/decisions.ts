import { DAY_MS, isIntraday, isoDate, type TimeIndex } from "../../core/index.js";
import { sessionCalendar } from "../calendar/namedCalendar.js";
import { Zone } from "../calendar/zone.js";

/** When the sessions of a market decide. */
export interface DecisionOptions {
  /** Code of the exchange whose sessions the market has, as `sessionCalendar` knows it. Default `XNYS`. */
  readonly calendar?: string;
  /** What is known at the `close` (default) or at the `open` of a session counts for it. */
  readonly decision?: "close" | "open";
}

/**
 * When each row of a market decides, UTC milliseconds. A row that is no session of the calendar, e.g. of a market that
 * trades on a holiday, has the calendar's usual hours; a bar within a session decides at its own instant.
 */
export function decisionsOf(
  time: TimeIndex,
  { calendar: name = "XNYS", decision = "close" }: DecisionOptions = {},
): Float64Array {
  if (isIntraday(time.frequency)) return time.instants;
  const calendar = sessionCalendar(name);
  const zone = new Zone(calendar.zone);
  const usual = calendar.definition.hours[decision];
  const minute = Number(usual.slice(0, 2)) * 60 + Number(usual.slice(3));
  return Float64Array.from(time.instants, (instant) => {
    if (calendar.covers(instant) && calendar.isSession(instant)) {
      return decision === "close" ? calendar.closeAt(isoDate(instant)) : calendar.openAt(isoDate(instant));
    }
    return zone.instantAt(Math.floor(instant / DAY_MS), minute);
  });
}

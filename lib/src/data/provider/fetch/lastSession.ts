import type { SessionCalendar } from "../../calendar/sessionCalendar.js";

/** The last session that is over at an instant (UTC milliseconds), trading after hours included: later bars are not whole. */
export function lastSession(calendar: SessionCalendar, now: number): string {
  const next = calendar.firstSession(now, { by: "close", hours: "extended" });
  return calendar.closeAt(next, { hours: "extended" }) === now ? next : calendar.previous(next);
}

import type { SessionCalendar, TradingHours } from "./sessionCalendar.js";

/** The last session whose (extended) hours are over at an instant (UTC milliseconds): later bars are not whole. */
export function lastSession(calendar: SessionCalendar, now: number, hours: TradingHours): string {
  const next = calendar.firstSession(now, { by: "close", hours });
  return calendar.closeAt(next, { hours }) === now ? next : calendar.previous(next);
}

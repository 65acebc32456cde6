import { DAY_MS } from "../../core/index.js";
import { sessionCalendar } from "../calendar/namedCalendar.js";

/** What the rules about sessions ask; without `isSession` they find nothing. */
export interface ChosenCalendar {
  /** Whether a day (since 1970-01-01) has trading; `undefined` where the calendar says nothing. */
  readonly isSession?: (day: number) => boolean | undefined;
  readonly calendarGuessed: boolean;
}

/** Sessions that the delivery must hold before a calendar is guessed from it. */
const LEAST_SESSIONS = 120;
/** Share of the dates that must be sessions, and of the sessions that must be among the dates. */
const LEAST_SHARE = 0.98;
const GUESS = "XNYS";
/**
 * The calendar called `name`; none for `none`. `auto`: the New York calendar if nearly all dates are its sessions and
 * nearly all of its sessions are dates, else none.
 */
export function chooseCalendar(days: Int32Array, name: string): ChosenCalendar {
  if (name === "none" || days.length === 0) return { calendarGuessed: false };
  const guessed = name === "auto";
  if (guessed && days.length < LEAST_SESSIONS) return { calendarGuessed: true };
  const calendar = sessionCalendar(guessed ? GUESS : name);
  const isSession = (day: number) =>
    calendar.covers(day * DAY_MS) ? calendar.isSession(day * DAY_MS) : undefined;
  if (guessed && !fits(days, isSession)) return { calendarGuessed: true };
  return { isSession, calendarGuessed: guessed };
}

function fits(days: Int32Array, isSession: (day: number) => boolean | undefined): boolean {
  const [first, last] = [days[0], days[days.length - 1]];
  if (isSession(first) === undefined || isSession(last) === undefined) return false;
  const delivered = days.filter((day) => isSession(day)).length;
  let sessions = 0;
  for (let day = first; day <= last; day++) if (isSession(day)) sessions++;
  return delivered >= LEAST_SHARE * Math.max(days.length, sessions);
}

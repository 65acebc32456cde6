import {
  checkInteger,
  checkKeys,
  checkOneOf,
  DAY_MS,
  type DateLike,
  fail,
  type Showable,
  showsItself,
  type TableView,
  TimeIndex,
  toInstant,
} from "../../core/index.js";
import { type Day, dayOf, isoDay } from "./days.js";
import type { CalendarDefinition } from "./definition.js";
import { describeCalendar } from "./describeCalendar.js";
import { exceptionsTable } from "./exceptionsTable.js";
import { type Plan, planOf } from "./plan.js";
import { Zone } from "./zone.js";

/** `regular`: from the opening to the close; `extended`: with trading before and after. */
export type TradingHours = "regular" | "extended";

const WHO = "data.SessionCalendar";
const MINUTE_MS = 60_000;

/**
 * The sessions of an exchange: which dates have trading, and from when to when. Get one by `sessionCalendar("XNYS")`.
 *
 * A session is named by its date in the exchange's zone (`YYYY-MM-DD`, or midnight UTC of it, as daily rows carry it).
 * Instants are UTC milliseconds; clock changes follow from the zone. Dates outside the calendar's span are errors.
 * Closures and early closes that nobody could foresee are in it: what asks on a date for later ones looks ahead.
 */
export class SessionCalendar implements Showable {
  readonly #plan: Plan;
  readonly #zone: Zone;

  constructor(
    /** Its code, e.g. `XNYS`. */
    readonly name: string,
    /** The rules that it follows. */
    readonly definition: CalendarDefinition,
  ) {
    this.#plan = planOf(definition);
    this.#zone = new Zone(definition.zone);
  }

  /** IANA name of the exchange's time zone. */
  get zone(): string {
    return this.#zone.name;
  }
  /** The exchange's clock. */
  get clock(): Zone {
    return this.#zone;
  }
  /** First date that the calendar speaks of. */
  get from(): string {
    return isoDay(this.#plan.first);
  }
  /** Last date that the calendar speaks of. */
  get to(): string {
    return isoDay(this.#plan.last);
  }

  /** Whether a date lies inside the calendar's span. */
  covers(date: DateLike): boolean {
    const day = dayOf(date);
    return day >= this.#plan.first && day <= this.#plan.last;
  }

  /** Whether a date has trading. */
  isSession(date: DateLike): boolean {
    const at = this.#known(date, "isSession") - this.#plan.first;
    return this.#plan.before[at + 1] > this.#plan.before[at];
  }

  /** The sessions from `from` to `to`, both included (default: all), as daily rows of a panel. */
  sessions(from: DateLike = this.from, to: DateLike = this.to): TimeIndex {
    return TimeIndex.of(Float64Array.from(this.#between(from, to, "sessions"), (day) => day * DAY_MS));
  }

  /** Number of sessions from `from` to `to`, both included. */
  count(from: DateLike, to: DateLike): number {
    return this.#between(from, to, "count").length;
  }

  /** The `n`th session after a date (default: the first), `YYYY-MM-DD`; the date itself need not be a session. */
  next(date: DateLike, n = 1): string {
    checkInteger(`${WHO}.next`, "n", n, 1);
    const day = this.#known(date, "next");
    return this.#nth(this.#plan.before[day + 1 - this.#plan.first] + n - 1, "next");
  }

  /** The `n`th session before a date (default: the last), `YYYY-MM-DD`; the date itself need not be a session. */
  previous(date: DateLike, n = 1): string {
    checkInteger(`${WHO}.previous`, "n", n, 1);
    const day = this.#known(date, "previous");
    return this.#nth(this.#plan.before[day - this.#plan.first] - n, "previous");
  }

  /** When a session opens: UTC milliseconds. A date without trading is an error. */
  openAt(session: DateLike, options: { hours?: TradingHours } = {}): number {
    const day = this.#session(session, "openAt");
    return this.#zone.instantAt(day, this.#minutes(day, options, "openAt").open);
  }

  /** When a session closes: UTC milliseconds. A date without trading is an error. */
  closeAt(session: DateLike, options: { hours?: TradingHours } = {}): number {
    const day = this.#session(session, "closeAt");
    return this.#zone.instantAt(day, this.#minutes(day, options, "closeAt").close);
  }

  /**
   * The ends of the bars of a session, UTC milliseconds: one every `minutes` (default 1) from the opening on, the last at
   * the close, where it may be shorter. Opens and closes at the calendar's hours.
   */
  barEnds(session: DateLike, options: { minutes?: number; hours?: TradingHours } = {}): Float64Array {
    checkKeys(`${WHO}.barEnds`, options, ["minutes", "hours"]);
    const step = checkInteger(`${WHO}.barEnds`, "minutes", options.minutes ?? 1, 1) * MINUTE_MS;
    const hours = { hours: options.hours };
    const [open, close] = [this.openAt(session, hours), this.closeAt(session, hours)];
    const bars = Math.ceil((close - open) / step);
    return Float64Array.from({ length: bars }, (_, i) => Math.min(open + (i + 1) * step, close));
  }

  /** Whether a session closes before its usual time. */
  isEarlyClose(session: DateLike): boolean {
    return this.#plan.earlyCloses.has(this.#session(session, "isEarlyClose"));
  }

  /**
   * The first session that opens (`by: "open"`) or closes (`by: "close"`) at or after an instant, `YYYY-MM-DD`: what is
   * published at that instant is known by then. Text without a zone is UTC.
   */
  firstSession(instant: DateLike, options: { by: "open" | "close"; hours?: TradingHours }): string {
    const who = `${WHO}.firstSession`;
    checkKeys(who, options, ["by", "hours"]);
    const by = checkOneOf(who, "by", options.by, ["open", "close"]);
    const at = toInstant(instant);
    const hours = { hours: options.hours };
    const local = isoDay(this.#zone.dayAt(at));
    if (!this.covers(local)) this.#failSpan(local, "firstSession");
    if (this.isSession(local)) {
      const moment = by === "open" ? this.openAt(local, hours) : this.closeAt(local, hours);
      if (moment >= at) return local;
    }
    return this.next(local);
  }

  /** Holidays, early closes and late opens from `from` to `to`, both included: date, weekday, what, name, hours. */
  exceptions(from: DateLike = this.from, to: DateLike = this.to): TableView {
    const [first, last] = [this.#known(from, "exceptions"), this.#known(to, "exceptions")];
    return exceptionsTable(this, this.#plan, { first, last });
  }

  toText(): string {
    return describeCalendar(this, this.#plan).toText();
  }
  toHtml(): string {
    return describeCalendar(this, this.#plan).toHtml();
  }

  #minutes(day: Day, options: { hours?: TradingHours }, method: string): { open: number; close: number } {
    checkKeys(`${WHO}.${method}`, options, ["hours"]);
    const { hours, extended } = this.definition;
    const which = checkOneOf(`${WHO}.${method}`, "hours", options.hours ?? "regular", [
      "regular",
      "extended",
    ]);
    const [early, late] = [this.#plan.earlyCloses.get(day)?.at, this.#plan.lateOpens.get(day)?.at];
    const regular = { open: minuteOf(late ?? hours.open), close: minuteOf(early ?? hours.close) };
    if (which === "regular" || !extended) return regular;
    const close = early === undefined ? extended.close : (extended.early_close ?? extended.close);
    return { open: minuteOf(extended.open), close: Math.max(regular.close, minuteOf(close)) };
  }

  #between(from: DateLike, to: DateLike, method: string): Int32Array {
    const { before, first, sessions } = this.#plan;
    const start = this.#known(from, method) - first;
    const end = this.#known(to, method) - first;
    return sessions.subarray(before[start], Math.max(before[start], before[end + 1]));
  }

  #nth(i: number, method: string): string {
    const day = this.#plan.sessions[i];
    return day === undefined ? this.#failSpan("a session beyond it", method) : isoDay(day);
  }

  #session(date: DateLike, method: string): Day {
    if (!this.isSession(date)) {
      const day = dayOf(date);
      const why = this.#plan.holidays.get(day)?.name ?? "no day of trading";
      fail(`${WHO}.${method}`, `${this.name} has no session on ${isoDay(day)} (${why})`, {
        fix: `the next one is ${this.next(day * DAY_MS)}`,
      });
    }
    return dayOf(date);
  }

  #known(date: DateLike, method: string): Day {
    return this.covers(date) ? dayOf(date) : this.#failSpan(isoDay(dayOf(date)), method);
  }

  #failSpan(received: string, method: string): never {
    return fail(`${WHO}.${method}`, `${this.name} is known from ${this.from} to ${this.to}`, { received });
  }
}
showsItself(SessionCalendar);

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

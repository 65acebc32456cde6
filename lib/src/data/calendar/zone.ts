import { DAY_MS, fail } from "../../core/index.js";
import type { Day } from "./days.js";

const MINUTE_MS = 60_000;

/** From an instant on, local clocks are ahead of UTC by `after` instead of `before`, milliseconds. */
export interface ClockChange {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** A time zone of the IANA data base, as the runtime knows it: no table of offsets of our own. */
export class Zone {
  readonly #format: Intl.DateTimeFormat;

  constructor(readonly name: string) {
    try {
      this.#format = new Intl.DateTimeFormat("en-US", {
        timeZone: name,
        hourCycle: "h23",
        ...{ year: "numeric", month: "numeric", day: "numeric" },
        ...{ hour: "numeric", minute: "numeric", second: "numeric" },
      });
    } catch (cause) {
      fail("data.calendar", "zone must be an IANA time zone", {
        received: name,
        fix: "e.g. America/New_York",
        cause,
      });
    }
  }

  /** What local clocks are ahead of UTC at an instant, milliseconds. */
  offsetAt(instant: number): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(instant)) parts[type] = Number(value);
    const { year, month, day, hour, minute, second } = parts;
    const local = Date.UTC(year, month - 1, day, hour, minute, second);
    return local - Math.floor(instant / 1000) * 1000;
  }

  /**
   * The UTC instant of a local time, given as the milliseconds that a clock in UTC would show. A time that a clock
   * change repeats is its first occurrence; one that it leaves out is counted on from before the change.
   */
  instantOf(local: number): number {
    const before = this.offsetAt(local - DAY_MS);
    const early = local - before;
    if (this.offsetAt(early) === before) return early;
    const after = this.offsetAt(local + DAY_MS);
    return this.offsetAt(local - after) === after ? local - after : early;
  }

  /** The UTC instant of minute `minute` of a local day. */
  instantAt(day: Day, minute: number): number {
    return this.instantOf(day * DAY_MS + minute * MINUTE_MS);
  }

  /** How the offset changes from one instant to another; the first entry says what it is at the beginning. */
  changes(from: number, to: number): ClockChange[] {
    let offset = this.offsetAt(from);
    const changes: ClockChange[] = [{ at: from, before: offset, after: offset }];
    for (let t = from; t < to; t += DAY_MS) {
      const next = Math.min(t + DAY_MS, to);
      const after = this.offsetAt(next);
      if (after === offset) continue;
      changes.push({ at: this.#changeIn(t, next), before: offset, after });
      offset = after;
    }
    return changes;
  }

  /** The local day of an instant. */
  dayAt(instant: number): Day {
    return Math.floor((instant + this.offsetAt(instant)) / DAY_MS);
  }

  /** The first instant of a minute with the offset at `to`, between two with different ones. */
  #changeIn(from: number, to: number): number {
    const after = this.offsetAt(to);
    let [low, high] = [Math.floor(from / MINUTE_MS), Math.ceil(to / MINUTE_MS)];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.offsetAt(middle * MINUTE_MS) === after) high = middle;
      else low = middle;
    }
    return high * MINUTE_MS;
  }
}

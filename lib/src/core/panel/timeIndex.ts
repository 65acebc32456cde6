import { checkOneOf, fail } from "../errors.js";

/** How far two rows of a panel are apart. A `1d` row is one trading session. */
export type Frequency = "1m" | "5m" | "15m" | "30m" | "1h" | "1d" | "1w" | "1mo";

export const FREQUENCIES: readonly Frequency[] = ["1m", "5m", "15m", "30m", "1h", "1d", "1w", "1mo"];

/** A date as a caller may give it: `"2013-02-08"`, an ISO instant, a `Date`, or UTC milliseconds. */
export type DateLike = string | Date | number;

/**
 * The rows of a panel: strictly increasing UTC instants (milliseconds) and their frequency.
 * A daily row carries midnight UTC of the session's calendar date. Immutable.
 */
export class TimeIndex {
  private constructor(
    /** UTC milliseconds, strictly increasing. Do not write to it. */
    readonly instants: Float64Array,
    /** Distance of the instants; `1d` is a trading session. */
    readonly frequency: Frequency,
  ) {}

  /** From dates in increasing order; duplicates and disorder are errors. */
  static of(dates: ArrayLike<DateLike>, frequency: Frequency = "1d"): TimeIndex {
    checkOneOf("core.TimeIndex", "frequency", frequency, FREQUENCIES);
    const instants = dates instanceof Float64Array ? dates : Float64Array.from(dates, toInstant);
    for (let i = 1; i < instants.length; i++) {
      if (!(instants[i] > instants[i - 1])) {
        fail("core.TimeIndex", `dates must be strictly increasing, row ${i} is not after row ${i - 1}`, {
          received: isoDate(instants[i]),
        });
      }
    }
    return new TimeIndex(instants, frequency);
  }

  /** Number of instants. */
  get length(): number {
    return this.instants.length;
  }

  /** Row `i` as text: the date for daily and slower rows, the ISO minute below. Empty index: `""`. */
  label(i: number): string {
    if (i < 0 || i >= this.length) return "";
    return isIntraday(this.frequency)
      ? new Date(this.instants[i]).toISOString().slice(0, 16)
      : isoDate(this.instants[i]);
  }

  /** All rows as text, see {@link label}. */
  labels(): string[] {
    return Array.from({ length: this.length }, (_, i) => this.label(i));
  }

  /** The row of this very instant, or -1. */
  indexOf(date: DateLike): number {
    const i = this.lowerBound(date);
    return i < this.length && this.instants[i] === toInstant(date) ? i : -1;
  }

  /** The first row at or after `date`; `length` when there is none. */
  lowerBound(date: DateLike): number {
    return bound(this.instants, toInstant(date), false);
  }

  /** The first row after `date`; `length` when there is none. */
  upperBound(date: DateLike): number {
    return bound(this.instants, toInstant(date), true);
  }

  /** Rows `start` (inclusive) to `end` (exclusive) as an index of their own. */
  slice(start: number, end: number = this.length): TimeIndex {
    return new TimeIndex(this.instants.slice(start, end), this.frequency);
  }

  /** Whether both hold the same instants at the same frequency. */
  equals(other: TimeIndex): boolean {
    if (this === other) return true;
    if (this.length !== other.length || this.frequency !== other.frequency) return false;
    return this.instants.every((t, i) => t === other.instants[i]);
  }
}

/** A day in milliseconds: sessions are told apart by UTC dates, which have no changes of the clock. */
export const DAY_MS = 86_400_000;

/** UTC milliseconds of a date; a bare `YYYY-MM-DD` is midnight UTC. */
export function toInstant(date: DateLike): number {
  const t = typeof date === "number" ? date : date instanceof Date ? date.getTime() : Date.parse(utc(date));
  if (Number.isNaN(t)) fail("core.toInstant", "not a date", { received: date, fix: "write YYYY-MM-DD" });
  return t;
}

/** Text without a zone is UTC: the machine's own zone must never move a session. */
function utc(text: string): string {
  return /T\d/.test(text) && !/(Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text;
}

/** `YYYY-MM-DD` of a UTC instant. */
export function isoDate(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

export function isIntraday(frequency: Frequency): boolean {
  return frequency.endsWith("m") || frequency.endsWith("h");
}

function bound(sorted: Float64Array, value: number, after: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (after ? sorted[middle] <= value : sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

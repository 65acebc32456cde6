import { DAY_MS, TimeIndex, toInstant } from "../core/index.js";

/** Month and day of the holidays that the simulated exchange keeps. */
const HOLIDAYS: readonly (readonly [month: number, day: number])[] = [
  [1, 1],
  [7, 4],
  [12, 25],
];

/**
 * The sessions from `start` (included) to `years` later (excluded): all weekdays except 1 January, 4 July and
 * 25 December, observed on Friday when they fall on a Saturday and on Monday when they fall on a Sunday.
 * A real exchange keeps a few more, so a simulated year has about 258 sessions instead of 252.
 */
export function sessions(start: string, years: number): TimeIndex {
  const first = toInstant(start);
  const end = new Date(first);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  const closed = observedHolidays(new Date(first).getUTCFullYear(), years);
  const instants: number[] = [];
  for (let t = first; t < end.getTime(); t += DAY_MS) {
    const weekday = new Date(t).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !closed.has(t)) instants.push(t);
  }
  return TimeIndex.of(Float64Array.from(instants), "1d");
}

function observedHolidays(firstYear: number, years: number): ReadonlySet<number> {
  const days = new Set<number>();
  for (let year = firstYear; year <= firstYear + years + 1; year++) {
    for (const [month, day] of HOLIDAYS) {
      const t = Date.UTC(year, month - 1, day);
      const weekday = new Date(t).getUTCDay();
      days.add(weekday === 6 ? t - DAY_MS : weekday === 0 ? t + DAY_MS : t);
    }
  }
  return days;
}

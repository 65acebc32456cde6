import { DAY_MS } from "../../core/index.js";
import { type Day, dayAt, dayOf, weekdayOf } from "./days.js";
import { type DateRule, WEEKDAYS } from "./definition.js";
import { easterSunday } from "./easter.js";

type Observed = NonNullable<DateRule["observed"]>;

/** The days from `first` to `last` that a rule names, each before it is moved to where it is observed. */
function namedDays(rule: DateRule, first: Day, last: Day): Day[] {
  const days: Day[] = [];
  if (rule.dates) days.push(...rule.dates.map(dayOf));
  else {
    const years = [first, last].map((day) => new Date(day * DAY_MS).getUTCFullYear());
    for (let year = years[0] - 1; year <= years[1] + 1; year++) {
      if (year < (rule.since ?? year) || year > (rule.until ?? year) || rule.except?.includes(year)) continue;
      days.push(dayInYear(rule, year));
    }
  }
  return days.map((day) => day + (rule.shift ?? 0));
}

function dayInYear({ month = 1, day, weekday, nth = 1, easter = 0 }: DateRule, year: number): Day {
  if (day !== undefined) return dayAt(year, month, day);
  if (weekday !== undefined) return nthWeekday(year, month, { weekday: WEEKDAYS.indexOf(weekday), nth });
  const sunday = easterSunday(year);
  return dayAt(year, sunday.month, sunday.day) + easter;
}

function nthWeekday(year: number, month: number, { weekday, nth }: { weekday: number; nth: number }): Day {
  if (nth < 0) {
    const last = dayAt(year, month + 1, 1) - 1;
    return last - ((weekdayOf(last) - weekday + 7) % 7);
  }
  const first = dayAt(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1);
}

/** Where a rule is kept whose day has no trading; `free` says of a day whether it has, so far. */
const OBSERVED: Readonly<Record<Observed, (day: Day, free: (day: Day) => boolean) => Day>> = {
  /** Nowhere: the day has no trading anyway. */
  none: (day) => day,
  /** A Saturday on the Friday before, a Sunday on the Monday after. */
  nearest: (day) => day + (weekdayOf(day) === 5 ? -1 : weekdayOf(day) === 6 ? 1 : 0),
  /** A Sunday on the Monday after; a Saturday is not made up for. */
  sunday_to_monday: (day) => day + (weekdayOf(day) === 6 ? 1 : 0),
  /** On the next day with trading. */
  next_free: (day, free) => {
    while (!free(day)) day++;
    return day;
  },
  /** On the last day with trading before. */
  previous: (day, free) => {
    while (!free(day)) day--;
    return day;
  },
};

/**
 * The days from `first` to `last` on which rules are observed, with the rule of each; the last of several rules for a
 * day holds. `exclusive`: a day that a rule has is not free for another one that is moved; those that need not be moved
 * go first.
 */
export function ruleDays<R extends DateRule>(
  rules: readonly R[],
  { first, last, free }: { first: Day; last: Day; free: (day: Day) => boolean },
  { exclusive }: { exclusive: boolean },
): Map<Day, R> {
  const named = rules.flatMap((rule) => namedDays(rule, first, last).map((day) => ({ rule, day })));
  const kept = new Map(named.filter(({ day }) => free(day)).map(({ day, rule }) => [day, rule]));
  const stillFree = (day: Day) => free(day) && !(exclusive && kept.has(day));
  for (const { rule, day } of named) {
    if (!free(day)) kept.set(OBSERVED[rule.observed ?? "none"](day, stillFree), rule);
  }
  return new Map([...kept].filter(([day]) => day >= first && day <= last).sort(([a], [b]) => a - b));
}

import { fail } from "../../core/index.js";
import { type Day, dayOf, weekdayOf } from "./days.js";
import { type CalendarDefinition, type DateRule, type TimedRule, WEEKDAYS } from "./definition.js";
import { ruleDays } from "./ruleDays.js";

/** A definition worked out day by day. */
export interface Plan {
  /** First and last day that the calendar speaks of. */
  readonly first: Day;
  readonly last: Day;
  /** The sessions, increasing. */
  readonly sessions: Int32Array;
  /** Per day from `first` on: how many sessions lie before it; one more entry than days. */
  readonly before: Int32Array;
  /** Days that would have trading but for a rule, by the rule. */
  readonly holidays: ReadonlyMap<Day, DateRule>;
  /** Sessions with a close or open of their own. */
  readonly earlyCloses: ReadonlyMap<Day, TimedRule>;
  readonly lateOpens: ReadonlyMap<Day, TimedRule>;
}

export function planOf(definition: CalendarDefinition): Plan {
  const [first, last] = [dayOf(definition.from), dayOf(definition.to)];
  if (last < first) fail("data.calendar", "to must not lie before from", { received: definition.to });
  const trading = new Set(
    (definition.weekdays ?? WEEKDAYS.slice(0, 5)).map((name) => WEEKDAYS.indexOf(name)),
  );
  const isWeekday = (day: Day) => trading.has(weekdayOf(day));
  const within = { first, last };
  const holidays = ruleDays(definition.holidays ?? [], { ...within, free: isWeekday }, { exclusive: true });
  const isSession = (day: Day) => isWeekday(day) && !holidays.has(day);
  const timed = (rules: readonly TimedRule[] = []) =>
    only(ruleDays(rules, { ...within, free: isSession }, { exclusive: false }), isSession);
  return {
    ...within,
    ...countSessions(within, isSession),
    holidays: only(holidays, isWeekday),
    earlyCloses: timed(definition.early_closes),
    lateOpens: timed(definition.late_opens),
  };
}

function countSessions({ first, last }: { first: Day; last: Day }, isSession: (day: Day) => boolean) {
  const sessions: Day[] = [];
  const before = new Int32Array(last - first + 2);
  for (let day = first; day <= last; day++) {
    before[day - first] = sessions.length;
    if (isSession(day)) sessions.push(day);
  }
  before[last - first + 1] = sessions.length;
  return { sessions: Int32Array.from(sessions), before };
}

function only<R>(days: ReadonlyMap<Day, R>, keep: (day: Day) => boolean): Map<Day, R> {
  return new Map([...days].filter(([day]) => keep(day)));
}

import type { DailyBars } from "../bars/bars.js";
import { ANY_ACTION, type FindContext, FLAG_ONLY, type QualityRule, WITH_ALL } from "../rule.js";

/** Rules about dates on which bars are missing, or should be. */
export const sessionRules: readonly QualityRule[] = [
  {
    name: "missing_session",
    severity: "note",
    action: "flag",
    actions: FLAG_ONLY,
    sentence: "The symbol has no row on this date, between its first and last, while most others have one.",
    formula: "first date < t < last date of the symbol, no row at t, rows at t > share · symbols alive at t",
    known: "with the symbol's next row",
    value: "",
    thresholds: {
      share: {
        default: 0.5,
        unit: "fraction of the symbols alive",
        meaning: "rows that make a date a session",
      },
    },
    find: (bars, report, { limits }) => {
      const { starts, session, symbols } = bars;
      const isSession = sessionsOfMost(bars, limits.share);
      for (let s = 1; s < symbols.length; s++) {
        for (let i = starts[s] + 1; i < starts[s + 1]; i++) {
          for (let at = session[i - 1] + 1; at < session[i]; at++) {
            if (isSession[at]) report.absent(s, at, Number.NaN, session[i] - at);
          }
        }
      }
    },
  },
  {
    name: "absent_session",
    severity: "warning",
    action: "flag",
    actions: FLAG_ONLY,
    sentence:
      "The exchange had a session on this date, between the first and last delivered, and no symbol has a row.",
    formula: "the calendar has a session at t, no row has the date t",
    known: "at the next session; with the whole delivery when the calendar is guessed from it",
    value: "",
    thresholds: {},
    find: ({ days }, report, { isSession, calendarGuessed }) => {
      if (!isSession) return;
      for (let k = 1; k < days.length; k++) {
        for (let day = days[k - 1] + 1; day < days[k]; day++) {
          if (isSession(day)) report.absentDay(day, calendarGuessed ? WITH_ALL : 1);
        }
      }
    },
  },
  {
    name: "thin_session",
    severity: "warning",
    action: "flag",
    actions: FLAG_ONLY,
    sentence: "Far fewer symbols than usual have a row on this date.",
    formula:
      "rows at t < share · usual number, the median of the rows of the 21 dates before, if that is at least `symbols`",
    known: "with the session",
    value: "rows over the usual number",
    thresholds: {
      share: { default: 0.8, unit: "fraction of the usual number", meaning: "fewer are too few" },
      symbols: { default: 20, unit: "symbols", meaning: "a smaller usual number says nothing" },
    },
    find: (bars, report, { limits }) => {
      const rows = rowsPerSession(bars);
      for (let t = MIN_SESSIONS; t < rows.length; t++) {
        const before = rows.slice(Math.max(0, t - USUAL_SESSIONS), t).sort();
        const usual = before[before.length >> 1];
        if (usual >= limits.symbols && rows[t] < limits.share * usual) report.absent(0, t, rows[t] / usual);
      }
    },
  },
  {
    name: "off_calendar",
    severity: "warning",
    action: "flag",
    actions: ANY_ACTION,
    sentence: "The exchange was closed on this date.",
    formula: "the calendar has no session at t",
    known: "with the bar; with the whole delivery when the calendar is guessed from it",
    value: "",
    thresholds: {},
    find: (bars, report, context) => {
      const closed = closedSessions(bars, context);
      if (!closed) return;
      for (let i = 0; i < bars.length; i++) {
        const at = bars.session[i];
        if (at >= 0 && closed[at]) report.bar(i, Number.NaN, context.calendarGuessed ? WITH_ALL : 0);
      }
    },
  },
];

const USUAL_SESSIONS = 21;
const MIN_SESSIONS = 5;

/** Dates on which more than `share` of the symbols between their first and last date have a row. */
function sessionsOfMost(bars: DailyBars, share: number): Uint8Array {
  const { starts, session, symbols, days } = bars;
  const change = new Int32Array(days.length + 1);
  for (let s = 1; s < symbols.length; s++) {
    if (starts[s] === starts[s + 1]) continue;
    change[Math.max(0, session[starts[s]])]++;
    change[session[starts[s + 1] - 1] + 1]--;
  }
  const rows = rowsPerSession(bars);
  let alive = 0;
  return Uint8Array.from(days, (_, at) => {
    alive += change[at];
    return rows[at] > share * alive ? 1 : 0;
  });
}

/** Symbols with a row, per session. */
function rowsPerSession({ length, symbol, session, days }: DailyBars): Int32Array {
  const rows = new Int32Array(days.length);
  for (let i = 0; i < length; i++) {
    const again = i > 0 && session[i] === session[i - 1] && symbol[i] === symbol[i - 1];
    if (session[i] >= 0 && symbol[i] > 0 && !again) rows[session[i]]++;
  }
  return rows;
}

/** Session → 1 when the calendar knows of no trading; `undefined` when there is none, or no such session. */
function closedSessions({ days }: DailyBars, { isSession }: FindContext): Uint8Array | undefined {
  if (!isSession) return undefined;
  const closed = Uint8Array.from(days, (day) => (isSession(day) === false ? 1 : 0));
  return closed.includes(1) ? closed : undefined;
}

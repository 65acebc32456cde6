import { expect, test } from "vitest";
import { type SessionCalendar, sessionCalendar } from "../../../lib/src/data/index.js";
import golden from "./sessions.json" with { type: "json" };

interface Summary {
  from: string;
  to: string;
  sessions: number;
  closed: string[];
  hours: string[][];
}

const DAY = 86_400_000;

/** Sessions with open and close in UTC, in the form of the golden file. */
function summaryOf(calendar: SessionCalendar, from: string, to: string): Summary {
  const dates = calendar.sessions(from, to).labels();
  const open = new Set(dates);
  const closed: string[] = [];
  for (let t = Date.parse(from); t <= Date.parse(to); t += DAY) {
    const date = new Date(t).toISOString().slice(0, 10);
    if (new Date(t).getUTCDay() % 6 !== 0 && !open.has(date)) closed.push(date);
  }
  const time = (instant: number) => new Date(instant).toISOString().slice(11, 16);
  const hours: string[][] = [];
  for (const date of dates) {
    const entry = [date, time(calendar.openAt(date)), time(calendar.closeAt(date))];
    const last = hours.at(-1);
    if (last?.[1] !== entry[1] || last?.[2] !== entry[2]) hours.push(entry);
  }
  return { from, to, sessions: dates.length, closed, hours };
}

/** Dates from which on the hours are others, without those around `dates`, of which the two sources differ. */
function without(summary: Summary, dates: readonly string[]): Summary {
  const next = (date: string) => sessionCalendar("XNYS").next(date);
  const left = new Set(dates.flatMap((date) => [date, next(date)]));
  return { ...summary, hours: summary.hours.filter(([date]) => !left.has(date)) };
}

test("New York equals pandas_market_calendars from 1990 to 2030, but for the last session of 1999", () => {
  const { XNYS } = golden.pandas_market_calendars;
  const ours = summaryOf(sessionCalendar("XNYS"), XNYS.from, XNYS.to);
  expect(ours.closed).toEqual(XNYS.closed);
  expect(ours.sessions).toBe(XNYS.sessions);
  expect(without(ours, ["1999-12-31"])).toEqual(without(XNYS, ["1999-12-31"]));
  expect(ours.hours).toContainEqual(["1999-12-31", "14:30", "18:00"]);
});

test("New York equals exchange_calendars from 1990 to 2030, but for single closes and late opens that it leaves out", () => {
  const { XNYS } = golden.exchange_calendars;
  const ours = summaryOf(sessionCalendar("XNYS"), XNYS.from, XNYS.to);
  const closes = ["1994-02-11", "1996-01-08", "1997-10-27", "2005-06-01"];
  const opens =
    "1990-12-27 1991-01-17 1991-02-25 1995-12-18 2001-09-17 2001-10-08 2002-09-11 2003-03-20".split(" ");
  const left = [...closes, ...opens, "2004-06-07", "2006-12-27"];
  expect(without(ours, left)).toEqual(without(XNYS, left));
});

test("London, read from config/calendars, equals exchange_calendars from 2000 to 2030", () => {
  const { XLON } = golden.exchange_calendars;
  expect(summaryOf(sessionCalendar("XLON"), XLON.from, XLON.to)).toEqual(XLON);
});

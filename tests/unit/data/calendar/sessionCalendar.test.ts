import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessionCalendar } from "../../../../lib/src/data/index.js";

const xnys = sessionCalendar("XNYS");
const utc = (instant: number) => new Date(instant).toISOString().slice(0, 16);

describe("New York", () => {
  test.each([
    ["1997-01-20", true, "Martin Luther King Jr. Day is a holiday since 1998"],
    ["1998-01-19", false, ""],
    ["2021-06-18", true, "Juneteenth since 2022"],
    ["2022-06-20", false, "19 June was a Sunday"],
    ["2021-12-31", true, "1 January was a Saturday: nothing on the Friday before"],
    ["2023-01-02", false, "1 January was a Sunday"],
    ["2020-07-03", false, "4 July was a Saturday"],
    ["2001-09-11", false, "closed for four sessions"],
    ["2001-09-17", true, ""],
    ["2012-10-29", false, "Hurricane Sandy"],
    ["2004-06-11", false, "Reagan"],
    ["2007-01-02", false, "Ford"],
    ["2018-12-05", false, "Bush"],
    ["2025-01-09", false, "Carter"],
    ["2024-03-30", false, "a Saturday"],
  ])("%s: %s %s", (date, session) => {
    expect(xnys.isSession(date)).toBe(session);
  });

  test("counts, lists and steps over sessions", () => {
    expect(xnys.sessions("2001-09-07", "2001-09-18").labels()).toEqual([
      "2001-09-07",
      "2001-09-10",
      "2001-09-17",
      "2001-09-18",
    ]);
    expect(xnys.count("2019-01-01", "2019-12-31")).toBe(252);
    expect(xnys.count("2019-01-05", "2019-01-06")).toBe(0);
    expect(xnys.next("2001-09-10")).toBe("2001-09-17");
    expect(xnys.next("2001-09-12", 2)).toBe("2001-09-18");
    expect(xnys.previous("2001-09-17")).toBe("2001-09-10");
    expect(xnys.previous("2001-09-12", 2)).toBe("2001-09-07");
  });

  test("opens and closes at local time, summer and winter", () => {
    expect(utc(xnys.openAt("2024-03-08"))).toBe("2024-03-08T14:30");
    expect(utc(xnys.openAt("2024-03-11"))).toBe("2024-03-11T13:30");
    expect(utc(xnys.closeAt("2024-11-01"))).toBe("2024-11-01T20:00");
    expect(utc(xnys.closeAt("2024-11-04"))).toBe("2024-11-04T21:00");
    expect(utc(xnys.openAt("2024-07-01", { hours: "extended" }))).toBe("2024-07-01T08:00");
    expect(utc(xnys.closeAt("2024-07-01", { hours: "extended" }))).toBe("2024-07-02T00:00");
  });

  test("closes early, with its extended hours", () => {
    expect(utc(xnys.closeAt("2024-07-03"))).toBe("2024-07-03T17:00");
    expect(utc(xnys.closeAt("2024-07-03", { hours: "extended" }))).toBe("2024-07-03T21:00");
    expect([xnys.isEarlyClose("2024-07-03"), xnys.isEarlyClose("2024-07-02")]).toEqual([true, false]);
  });

  test("gives the ends of the bars of a session", () => {
    const ends = xnys.barEnds("2024-07-02");
    expect([ends.length, utc(ends[0]), utc(ends[389])]).toEqual([
      390,
      "2024-07-02T13:31",
      "2024-07-02T20:00",
    ]);
    expect(xnys.barEnds("2024-07-03", { minutes: 5 })).toHaveLength(42);
    expect(xnys.barEnds("2024-07-02", { hours: "extended" })).toHaveLength(960);
    expect([...xnys.barEnds("2024-07-02", { minutes: 60 })].map(utc).slice(-2)).toEqual([
      "2024-07-02T19:30",
      "2024-07-02T20:00",
    ]);
  });

  test("finds the session by whose open or close something is known", () => {
    const known = (instant: string, by: "open" | "close") => xnys.firstSession(instant, { by });
    expect(known("2024-07-02T13:29Z", "open")).toBe("2024-07-02");
    expect(known("2024-07-02T13:31Z", "open")).toBe("2024-07-03");
    expect(known("2024-07-02T20:00Z", "close")).toBe("2024-07-02");
    expect(known("2024-07-02T20:01Z", "close")).toBe("2024-07-03");
    expect(known("2024-07-03T17:01Z", "close")).toBe("2024-07-05");
    expect(known("2024-07-03T02:00Z", "close")).toBe("2024-07-03");
    expect(known("2024-07-06T12:00Z", "open")).toBe("2024-07-08");
  });

  test("lists holidays and changed hours, and shows its rules", () => {
    expect(xnys.exceptions("1996-01-01", "1996-01-31").rows).toEqual([
      { date: "1996-01-01", weekday: "mon", kind: "holiday", name: "New Year's Day", hours: "" },
      {
        date: "1996-01-08",
        weekday: "mon",
        kind: "late open, early close",
        name: "Blizzard",
        hours: "11:00–14:00",
      },
    ]);
    expect(xnys.toText()).toContain("3. mon of month 1");
    expect(xnys.toText()).toContain("regular hours 09:30–16:00, with extended hours 04:00–20:00");
    expect(xnys.toHtml()).toContain("Hurricane Sandy");
  });

  test("knows nothing outside its span, and says which session is next", () => {
    expect(() => xnys.isSession("1989-12-29")).toThrow(
      'XNYS is known from 1990-01-01 to 2030-12-31, got "1989-12-29"',
    );
    expect(() => xnys.next("2030-12-31")).toThrow("a session beyond it");
    expect(xnys.covers("2031-01-02")).toBe(false);
    expect(() => xnys.openAt("2024-07-04")).toThrow(
      "XNYS has no session on 2024-07-04 (Independence Day) (the next one is 2024-07-05)",
    );
    expect(() => xnys.openAt("2024-07-05", { hour: "extended" } as object)).toThrow("did you mean hours?");
    expect(() => sessionCalendar("XNYSE")).toThrow("did you mean XNYS?");
    expect(() => sessionCalendar("../secret")).toThrow("there is no such calendar");
  });

  test("Nasdaq keeps the same days", () => {
    const xnas = sessionCalendar("XNAS");
    expect(xnas.sessions().equals(xnys.sessions())).toBe(true);
    expect(utc(xnas.closeAt("2005-06-01"))).toBe("2005-06-01T20:00");
  });
});

test("a market that never closes has a session each day, of 24 hours", () => {
  const always = sessionCalendar("ALWAYS");
  expect(always.count("2024-01-01", "2024-12-31")).toBe(366);
  expect(always.barEnds("2024-02-29", { minutes: 15 })).toHaveLength(96);
  expect(always.closeAt("2024-02-29")).toBe(always.openAt("2024-03-01"));
});

describe("a calendar of the project", () => {
  let root: string;
  const before = process.env.ASSAY_ROOT;
  const write = (text: string) => {
    mkdirSync(join(root, "config/calendars"), { recursive: true });
    writeFileSync(join(root, "config/calendars/own.yaml"), text);
  };
  const HEAD =
    'title: Own\nzone: Europe/Berlin\nfrom: 2020-01-01\nto: 2020-12-31\nhours: { open: "00:00", close: "24:00" }\n';

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "assay-calendar-"));
    process.env.ASSAY_ROOT = root;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.ASSAY_ROOT;
    else process.env.ASSAY_ROOT = before;
    rmSync(root, { recursive: true, force: true });
  });

  test("has days of 23 and 25 hours where clocks change during a session", () => {
    write(`${HEAD}weekdays: [sun, mon]\n`);
    const own = sessionCalendar("own");
    expect(own.barEnds("2020-03-29", { minutes: 60 })).toHaveLength(23);
    expect(own.barEnds("2020-10-25", { minutes: 60 })).toHaveLength(25);
    expect(utc(own.openAt("2020-10-26"))).toBe("2020-10-25T23:00");
  });

  test("moves holidays as told", () => {
    const rule = (observed: string) =>
      `{ name: ${observed}, dates: [2020-02-01, 2020-03-01], observed: ${observed} }`;
    const closed = (observed: string) => {
      write(`${HEAD}holidays:\n  - ${rule(observed)}\n  - { name: taken, dates: [2020-02-03] }\n`);
      const rows = sessionCalendar("own").exceptions().rows;
      return rows.filter((row) => row.name === observed).map((row) => row.date);
    };
    expect(closed("none")).toEqual([]);
    expect(closed("nearest")).toEqual(["2020-01-31", "2020-03-02"]);
    expect(closed("sunday_to_monday")).toEqual(["2020-03-02"]);
    expect(closed("next_free")).toEqual(["2020-02-04", "2020-03-02"]);
    expect(closed("previous")).toEqual(["2020-01-31", "2020-02-28"]);
  });

  test.each([
    ["holidais: []\n", 'line 6, column 1: unknown key "holidais"'],
    [
      "holidays:\n  - { name: A, month: 1 }\n",
      "needs exactly one of month + day, month + weekday + nth, easter, dates",
    ],
    ["holidays:\n  - { name: A, day: 3 }\n", "needs exactly one of"],
    ["holidays:\n  - { name: A, easter: 1, dates: [] }\n", "needs exactly one of"],
    ['early_closes:\n  - { name: A, easter: 1, at: "25:00" }\n', "must be a time of day, HH:MM"],
  ])("refuses %s", (text, error) => {
    write(HEAD + text);
    expect(() => sessionCalendar("own")).toThrow(error);
  });

  test("refuses a zone that does not exist", () => {
    write(HEAD.replace("Europe/Berlin", "Europe/Atlantis"));
    expect(() => sessionCalendar("own")).toThrow('zone must be an IANA time zone, got "Europe/Atlantis"');
  });
});

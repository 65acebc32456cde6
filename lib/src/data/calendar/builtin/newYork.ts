import type { CalendarDefinition, TimedRule } from "../definition.js";

const HOLIDAYS: CalendarDefinition["holidays"] = [
  { name: "New Year's Day", month: 1, day: 1, observed: "sunday_to_monday" },
  { name: "Martin Luther King Jr. Day", month: 1, weekday: "mon", nth: 3, since: 1998 },
  { name: "Washington's Birthday", month: 2, weekday: "mon", nth: 3 },
  { name: "Good Friday", easter: -2 },
  { name: "Memorial Day", month: 5, weekday: "mon", nth: -1 },
  { name: "Juneteenth", month: 6, day: 19, observed: "nearest", since: 2022 },
  { name: "Independence Day", month: 7, day: 4, observed: "nearest" },
  { name: "Labor Day", month: 9, weekday: "mon", nth: 1 },
  { name: "Thanksgiving Day", month: 11, weekday: "thu", nth: 4 },
  { name: "Christmas Day", month: 12, day: 25, observed: "nearest" },
  { name: "Funeral of Richard Nixon", dates: ["1994-04-27"] },
  { name: "Attacks of 11 September", dates: ["2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14"] },
  { name: "Mourning of Ronald Reagan", dates: ["2004-06-11"] },
  { name: "Mourning of Gerald Ford", dates: ["2007-01-02"] },
  { name: "Hurricane Sandy", dates: ["2012-10-29", "2012-10-30"] },
  { name: "Mourning of George H. W. Bush", dates: ["2018-12-05"] },
  { name: "Mourning of Jimmy Carter", dates: ["2025-01-09"] },
];

const AFTER_THANKSGIVING = {
  name: "Day after Thanksgiving",
  month: 11,
  weekday: "thu",
  nth: 4,
  shift: 1,
} as const;
const CHRISTMAS_EVE = { name: "Christmas Eve", month: 12, day: 24 } as const;

const EARLY_CLOSES: readonly TimedRule[] = [
  { ...AFTER_THANKSGIVING, since: 1992, until: 1992, at: "14:00" },
  { ...AFTER_THANKSGIVING, since: 1993, at: "13:00" },
  { ...CHRISTMAS_EVE, until: 1992, at: "14:00" },
  { ...CHRISTMAS_EVE, since: 1993, at: "13:00" },
  { name: "Day before Independence Day", month: 7, day: 3, since: 1995, except: [1996, 2002], at: "13:00" },
  { name: "Day after Independence Day", dates: ["1996-07-05", "2002-07-05"], at: "13:00" },
  { name: "Day after Christmas", dates: ["1997-12-26", "2003-12-26"], at: "13:00" },
  { name: "Last session of 1999", dates: ["1999-12-31"], at: "13:00" },
  { name: "Snow", dates: ["1994-02-11"], at: "14:30" },
  { name: "Blizzard", dates: ["1996-01-08"], at: "14:00" },
  { name: "Circuit breakers", dates: ["1997-10-27"], at: "15:30" },
];

const COMMON = {
  zone: "America/New_York",
  from: "1990-01-01",
  to: "2030-12-31",
  hours: { open: "09:30", close: "16:00" },
  extended: { open: "04:00", close: "20:00", early_close: "17:00" },
  holidays: HOLIDAYS,
} satisfies Partial<CalendarDefinition>;

/** New York Stock Exchange: rules and single days after its own lists of holidays and special closings. */
export const XNYS: CalendarDefinition = {
  ...COMMON,
  title: "New York Stock Exchange",
  early_closes: [...EARLY_CLOSES, { name: "System failure", dates: ["2005-06-01"], at: "15:56" }],
  late_opens: [
    {
      name: "Moment of silence",
      dates: ["1990-12-27", "1991-01-17", "1991-02-25", "2001-10-08"],
      at: "09:31",
    },
    { name: "Moments of silence", dates: ["2003-03-20", "2004-06-07", "2006-12-27"], at: "09:32" },
    { name: "System failure", dates: ["1995-12-18"], at: "10:30" },
    { name: "Blizzard", dates: ["1996-01-08"], at: "11:00" },
    { name: "Reopening after 11 September", dates: ["2001-09-17"], at: "09:33" },
    { name: "Anniversary of 11 September", dates: ["2002-09-11"], at: "12:00" },
  ],
};

/** Nasdaq: the days of New York; single changes of hours where both had them. */
export const XNAS: CalendarDefinition = {
  ...COMMON,
  title: "Nasdaq",
  early_closes: [...EARLY_CLOSES],
  late_opens: [
    { name: "Blizzard", dates: ["1996-01-08"], at: "11:00" },
    { name: "Anniversary of 11 September", dates: ["2002-09-11"], at: "12:00" },
  ],
};

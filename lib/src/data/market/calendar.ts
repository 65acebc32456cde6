import { type AssetIndex, DAY_MS, Panel, type TimeIndex } from "../../core/index.js";

/** Fields that follow from the date alone, with their units: the same for every symbol, never missing. */
export const CALENDAR_FIELDS: Readonly<Record<string, string>> = {
  "calendar.month": "1 … 12",
  "calendar.weekday": "1 Monday … 7 Sunday",
  "calendar.workday": "Mondays to Fridays of the month up to the date",
  "calendar.workdays_left": "Mondays to Fridays of the month after the date",
};

/** The panel of a calendar field. Holidays are not known: a workday is a Monday to Friday. */
export function calendarPanel(time: TimeIndex, assets: AssetIndex, name: string): Panel {
  const values = new Float64Array(time.length * assets.length);
  for (let row = 0; row < time.length; row++) {
    const value = calendarValue(new Date(time.instants[row]), name);
    values.fill(value, row * assets.length, (row + 1) * assets.length);
  }
  return Panel.of(time, assets, values, { name, unit: CALENDAR_FIELDS[name] });
}

function calendarValue(date: Date, name: string): number {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (name === "calendar.month") return month + 1;
  if (name === "calendar.weekday") return weekday(date.getTime());
  const first = Date.UTC(year, month, 1);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return name === "calendar.workday" ? workdays(first, 0, day) : workdays(first, day, last);
}

const weekday = (instant: number): number => new Date(instant).getUTCDay() || 7;

/** Mondays to Fridays among the days `from` + 1 … `to` of the month that starts at `first`. */
function workdays(first: number, from: number, to: number): number {
  let n = 0;
  for (let day = from; day < to; day++) if (weekday(first + day * DAY_MS) <= 5) n++;
  return n;
}

import type { Frequency } from "../../core/index.js";
import { fail } from "../../core/index.js";

const formats = new Map<string, Intl.DateTimeFormat>();

/** Wall-clock time in a zone as `YYYY-MM-DD HH:MM:SS`. */
export function wallTime(instant: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    formats.set(zone, format);
  }
  return format.format(instant);
}

/** The date on the calendar of a zone, `YYYY-MM-DD`. */
export function dateIn(instant: number, zone: string): string {
  return wallTime(instant, zone).slice(0, 10);
}

/** UTC milliseconds of a wall-clock time `YYYY-MM-DD HH:MM:SS` in a zone; of an hour that comes twice the first. */
export function instantOf(wall: string, zone: string): number {
  const naive = Date.parse(`${wall.replace(" ", "T")}Z`);
  if (Number.isNaN(naive)) return fail("data.provider", "not a time", { received: wall });
  const offset = (instant: number) => Date.parse(`${wallTime(instant, zone).replace(" ", "T")}Z`) - instant;
  const first = naive - offset(naive - 86_400_000);
  return wallTime(first, zone) === wall.replace("T", " ") ? first : naive - offset(naive + 86_400_000);
}

const MINUTES: Readonly<Partial<Record<Frequency, number>>> = {
  "1m": 1,
  "5m": 5,
  "15m": 15,
  "30m": 30,
  "1h": 60,
};

/** The instant of a bar's end from its time stamp, ISO in UTC without fractions. */
export function barEnd(stamp: number, frequency: Frequency, label: "start" | "end"): string {
  const minutes = MINUTES[frequency];
  if (minutes === undefined)
    return fail("data.provider", "not a frequency below a day", { received: frequency });
  const end = label === "end" ? stamp : stamp + minutes * 60_000;
  return `${new Date(end).toISOString().slice(0, 19)}Z`;
}

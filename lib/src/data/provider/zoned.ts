import { type Frequency, fail } from "../../core/index.js";
import { isoDay } from "../calendar/days.js";
import { Zone } from "../calendar/zone.js";

const zones = new Map<string, Zone>();

function zoneOf(name: string): Zone {
  const zone = zones.get(name) ?? new Zone(name);
  zones.set(name, zone);
  return zone;
}

/** The date of an instant (UTC milliseconds) on the calendar of a zone, `YYYY-MM-DD`. */
export function dateIn(instant: number, zone: string): string {
  return isoDay(zoneOf(zone).dayAt(instant));
}

/** UTC milliseconds of a wall-clock time `YYYY-MM-DD HH:MM:SS` in a zone; of an hour that comes twice the first. */
export function instantOf(wall: string, zone: string): number {
  const local = Date.parse(`${wall.replace(" ", "T")}Z`);
  if (Number.isNaN(local)) return fail("data.provider", "not a time", { received: wall });
  return zoneOf(zone).instantOf(local);
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

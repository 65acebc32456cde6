import { type Frequency, fail } from "../../core/index.js";
import { isoDay } from "../calendar/days.js";
import { Zone } from "../calendar/zone.js";
import { checkBarFrequency, minutesOf } from "../intraday/barFrequency.js";
import type { ProviderFacts } from "./provider.js";

const WHO = "data.provider";

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
function instantOf(wall: string, zone: string): number {
  return zoneOf(zone).instantOf(Date.parse(`${wall.replace(" ", "T")}Z`));
}

/** The first and last millisecond of some days of a zone, ISO in UTC. */
export function instantsOf({ from, to }: { from: string; to: string }, zone: string) {
  const iso = (wall: string) => new Date(instantOf(wall, zone)).toISOString();
  return { start: iso(`${from} 00:00:00`), end: iso(`${to} 23:59:59.999`) };
}

/**
 * The instant of a bar's end, ISO in UTC without fractions, from the stamp that a provider gave it: which end that names, and in
 * which zone it is where it carries none, is what the provider declares.
 */
export function barEnd(
  stamp: string,
  frequency: Frequency,
  { label, zone }: Pick<ProviderFacts, "label" | "zone">,
): string {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(stamp);
  const instant = zoned ? Date.parse(stamp) : instantOf(stamp, zone);
  if (Number.isNaN(instant)) return fail(WHO, "not a time", { received: stamp });
  const end = label === "end" ? instant : instant + minutesOf(checkBarFrequency(WHO, frequency)) * 60_000;
  return `${new Date(end).toISOString().slice(0, 19)}Z`;
}

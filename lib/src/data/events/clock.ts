import { fail } from "../../core/index.js";
import { Zone } from "../calendar/zone.js";

/** A date and perhaps a time as a cell has it. */
export interface Moment {
  /** Milliseconds that a clock in UTC would show at that local time; an instant when `absolute`. */
  readonly local: number;
  readonly hasTime: boolean;
  /** The text named its zone or distance from UTC. */
  readonly absolute: boolean;
}

/** Reads the text of a cell; `undefined` where it is no date. */
export type MomentReader = (text: string) => Moment | undefined;

const ISO =
  /^(\d{4})[-/]?(\d\d)[-/]?(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/;

/** `2015-04-28`, `20150428`, `2015/04/28`, each with or without a time and a zone behind it. */
export const isoMoment: MomentReader = (text) => {
  const found = ISO.exec(text.trim());
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, zone] = found;
  const local = localTime([year, month, day, hour, minute, second].map((part) => Number(part ?? 0)));
  if (local === undefined) return undefined;
  const absolute = zone !== undefined;
  return { local: absolute ? local - offsetOf(zone) : local, hasTime: hour !== undefined, absolute };
};

const CODES: Readonly<Record<string, readonly [pattern: string, part: number]>> = {
  Y: ["(\\d{4})", 0],
  y: ["(\\d\\d)", 0],
  m: ["(\\d{1,2})", 1],
  d: ["(\\d{1,2})", 2],
  H: ["(\\d{1,2})", 3],
  M: ["(\\d\\d)", 4],
  S: ["(\\d\\d)", 5],
};

/** A reader for dates written in strftime codes, of which it knows %Y %y %m %d %H %M %S. */
export function formattedMoment(who: string, format: string): MomentReader {
  const parts: number[] = [];
  const pattern = format.replace(/%(.)|[.*+?^${}()|[\]\\]/g, (whole, code: string | undefined) => {
    if (code === undefined) return `\\${whole}`;
    if (!Object.hasOwn(CODES, code)) {
      fail(
        who,
        `dateFormat knows ${Object.keys(CODES)
          .map((each) => `%${each}`)
          .join(" ")}`,
        { received: format },
      );
    }
    parts.push(CODES[code][1]);
    return CODES[code][0];
  });
  const shape = new RegExp(`^${pattern}$`);
  const century = format.includes("%y") ? 2000 : 0;
  return (text) => {
    const found = shape.exec(text.trim());
    if (!found) return undefined;
    const numbers = [0, 0, 0, 0, 0, 0];
    parts.forEach((part, i) => {
      numbers[part] = Number(found[i + 1]) + (part === 0 ? century : 0);
    });
    const local = localTime(numbers);
    return local === undefined ? undefined : { local, hasTime: parts.includes(3), absolute: false };
  };
}

/** The UTC instant of a moment in a zone; the same local time is looked up once. */
export function zoneClock(zone: string): (moment: Moment) => number {
  const place = new Zone(zone);
  const known = new Map<number, number>();
  return ({ local, absolute }) => {
    if (absolute) return local;
    const instant = known.get(local) ?? place.instantOf(local);
    known.set(local, instant);
    return instant;
  };
}

/** `undefined` for a date or time that no calendar or clock has. */
function localTime([year, month, day, hour, minute, second]: readonly number[]): number | undefined {
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(local);
  const sound =
    back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return sound ? local : undefined;
}

function offsetOf(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone[0] === "-" ? -minutes : minutes) * 60_000;
}

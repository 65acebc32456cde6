import { z } from "zod";
import { checkKeys, DAY_MS, fail } from "../../../core/index.js";
import { checkColumns } from "../checkColumns.js";
import { formattedMoment, isoMoment, zoneClock } from "../clock.js";
import type { EventColumn } from "../eventColumns.js";
import type { EventField } from "../eventField.js";
import type { EventTable } from "../eventTable.js";
import { type Normalized, normalize } from "../normalize.js";
import { sourceRows } from "../sourceRows.js";
import { cellNumber, misfit } from "./cells.js";

/** Options of `events.series`. */
export interface SeriesOptions {
  /** Letters, digits, `_`: fields are called `events.NAME.value`. Default `series`. */
  readonly name?: string;
  /** Column of the dates. Default `Date`. */
  readonly date?: string;
  /** Column of the values, which may have thousands separators. Default `Price`. */
  readonly value?: string;
  /** Unit of the values. Default `1`. */
  readonly unit?: string;
  /** How dates are written, in strftime codes. Default ISO, or `20180207`. */
  readonly dateFormat?: string;
  /** Local time at which a date's value is published, `HH:MM`. Default the end of that day. */
  readonly publishedAt?: string;
  /** Days after its date on which it is published. Default 0. */
  readonly publishedAfter?: number;
  /** IANA zone of that time. Default `America/New_York`. */
  readonly zone?: string;
  /** Calendar days after which a value is stale. Default 10. */
  readonly staleAfter?: number;
  /** Columns to leave out because they hold the future. */
  readonly drop?: readonly string[];
}

const WHO = "events.series";
const KEYS = [
  "name",
  "date",
  "value",
  "unit",
  "dateFormat",
  "publishedAt",
  "publishedAfter",
  "zone",
  "staleAfter",
  "drop",
];
/**
 * A series that belongs to no symbol, such as an index of freight rates: one value per date, the same for all symbols of a
 * market, in any order of dates. A date's value is known when it is published, by default at the end of that day.
 *
 * @example await events.series("bdi.csv", { name: "shipping", dateFormat: "%m/%d/%Y", zone: "Europe/London", publishedAt: "13:00" })
 */
export async function series(path: string, options: SeriesOptions = {}): Promise<EventTable> {
  checkKeys(WHO, options, KEYS);
  const { name = "series", date = "Date", value = "Price", zone = "America/New_York" } = options;
  const { dateFormat, publishedAfter = 0, unit, staleAfter } = options;
  const source = await sourceRows(WHO, path);
  checkColumns(WHO, source, { needed: [date, value], drop: options.drop });
  const schema = z.object({ [date]: z.string(), [value]: cellNumber });
  const dateOf = dateFormat === undefined ? isoMoment : formattedMoment(WHO, dateFormat);
  const clock = zoneClock(zone);
  const published = publishedAfter * DAY_MS + timeOfDay(options.publishedAt);
  const seen = new Set<number>();
  const format = { who: WHO, name, columns: seriesColumns(unit), fields: seriesFields(staleAfter) };
  return normalize(source, format, (cells): Normalized => {
    const { success, data, error } = schema.safeParse(cells);
    if (!success) return { lost: misfit(error) };
    const day = dateOf(String(data[date]))?.local;
    if (day === undefined) return { lost: `cannot be read: ${date}` };
    if (seen.has(day)) return { lost: "a second value of one date" };
    seen.add(day);
    const known = clock({ local: day + published, hasTime: true, absolute: false });
    return { symbol: null, event: day, known, values: { value: Number(data[value]) } };
  });
}

/** What a value of a series has. */
export const seriesColumns = (unit = "1"): readonly EventColumn[] => [
  { name: "value", kind: "number", unit, meaning: "value of the date" },
];

/** The field that a market gets when none is asked for. */
export const seriesFields = (staleAfter = 10): Readonly<Record<string, EventField>> => ({
  value: { take: "last", column: "value", days: staleAfter },
});

function timeOfDay(text: string | undefined): number {
  if (text === undefined) return DAY_MS - 1000;
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!found) fail(WHO, "publishedAt must be a local time HH:MM", { received: text });
  return (Number(found[1]) * 60 + Number(found[2])) * 60_000;
}

import { checkKeys } from "../../../core/index.js";
import { checkColumns } from "../checkColumns.js";
import { formattedMoment, isoMoment, type MomentReader, zoneClock } from "../clock.js";
import type { EventColumn, EventValue } from "../eventColumns.js";
import type { EventField } from "../eventField.js";
import type { EventTable } from "../eventTable.js";
import { type Normalized, normalize } from "../normalize.js";
import { type SourceRow, type SourceRows, sourceRows } from "../sourceRows.js";
import { cellNumber, symbolCell } from "./cells.js";

/** Options of `events.read`. */
export interface ReadOptions {
  /** Letters, digits, `_`: fields of a market are called `events.NAME.FIELD`. */
  readonly name: string;
  /** Column of the symbol; `null` for what belongs to none. Default `symbol`. */
  readonly symbol?: string | null;
  /** Column of the time from which the public could know it. Default `known`. */
  readonly known?: string;
  /** Column of the time at which it happened. Default: that of `known`. */
  readonly event?: string;
  /** Other columns to read, with their units; `"text"` for texts. Default all, those with numbers only as numbers. */
  readonly columns?: Readonly<Record<string, string>>;
  /** How both times are written, in strftime codes (%Y %y %m %d %H %M %S). Default ISO, or `20180207`. */
  readonly dateFormat?: string;
  /** IANA zone of times without one. Default `America/New_York`. */
  readonly zone?: string;
  /** Columns to leave out because they hold the future, e.g. `["ret_*"]`. */
  readonly drop?: readonly string[];
  /** The fields that a market gets when none are asked for. Default the newest value of each column of numbers. */
  readonly fields?: Readonly<Record<string, EventField>>;
  /** From when to when the file holds every event, see `EventTable.of`. */
  readonly coverage?: { readonly from?: string; readonly to?: string };
}

const WHO = "events.read";
const KEYS = [
  "name",
  "symbol",
  "known",
  "event",
  "columns",
  "dateFormat",
  "zone",
  "drop",
  "fields",
  "coverage",
];
const END_OF_DAY = 86_399_000;

/**
 * Events from a CSV, Parquet or JSON file (an array of flat objects) with a column for the time from which the public could
 * know them. A mere date in it means the end of that day. Rows that cannot be read fall, and stand in `loss`; when they are
 * more than half of all, the file is refused.
 *
 * @throws when a column is missing, or its name says that it holds the future and `drop` does not name it
 * @example await events.read("ratings.csv", { name: "ratings", known: "published", columns: { target: "USD" } })
 */
export async function read(path: string, options: ReadOptions): Promise<EventTable> {
  checkKeys(WHO, options, KEYS);
  const { name, symbol = "symbol", known = "known", event = known, zone = "America/New_York" } = options;
  const source = await sourceRows(WHO, path);
  const keys = symbol === null ? [known, event] : [symbol, known, event];
  const asked = options.columns === undefined ? undefined : [...keys, ...Object.keys(options.columns)];
  const needed = asked ?? keys;
  const seen = {
    ...source,
    columns: asked ? source.columns.filter((each) => asked.includes(each)) : source.columns,
  };
  const kept = checkColumns(WHO, seen, { needed, drop: options.drop });
  const columns = columnsOf(
    { ...source, columns: kept.filter((each) => !keys.includes(each)) },
    options.columns,
  );
  const momentOf = options.dateFormat === undefined ? isoMoment : formattedMoment(WHO, options.dateFormat);
  const timeOf = timeReader(momentOf, zone);
  const { fields = newestOf(columns), coverage } = options;
  const format = { who: WHO, name, columns, fields, coverage };
  return normalize(source, format, (cells): Normalized => {
    const of = symbol === null ? null : symbolCell.safeParse(cells[symbol]).data;
    if (of === undefined) return { lost: `cannot be read: ${symbol}` };
    const at = timeOf(cells[event]);
    const from = timeOf(cells[known], END_OF_DAY);
    if (at === undefined || from === undefined)
      return { lost: `cannot be read: ${at === undefined ? event : known}` };
    if (at > from && event !== known) return { lost: "known before it happened" };
    const bad = columns.filter(
      ({ name: column, kind }) => kind === "number" && numberOf(cells[column]) === undefined,
    );
    const values = Object.fromEntries(columns.map((column) => [column.name, cellValue(cells, column)]));
    const row = { symbol: of, event: at, known: from, values };
    if (bad.length === 0) return row;
    return { event: row, without: { reason: "not a number", values: bad.map((column) => column.name) } };
  });
}

/** Columns with the units that were given; without any, those of numbers only are numbers. */
function columnsOf({ columns, rows }: SourceRows, units: ReadOptions["columns"]): EventColumn[] {
  return columns.map((name): EventColumn => {
    const unit = units?.[name];
    const isNumber = units ? unit !== "text" : rows.every((row) => numberOf(row[name]) !== undefined);
    return isNumber ? { name, kind: "number", unit: unit ?? "1" } : { name, kind: "text" };
  });
}

function newestOf(columns: readonly EventColumn[]): Record<string, EventField> {
  const numbers = columns.filter(({ name, kind }) => kind === "number" && /^[A-Za-z_]\w*$/.test(name));
  return Object.fromEntries(numbers.map(({ name }) => [name, { take: "last", column: name }]));
}

function cellValue(cells: SourceRow, { name, kind }: EventColumn): EventValue {
  return kind === "number" ? (numberOf(cells[name]) ?? null) : cells[name];
}

/** `null` for an empty cell, `undefined` for one that is no number. */
function numberOf(cell: string | null): number | null | undefined {
  return cell === null ? null : cellNumber.safeParse(cell).data;
}

function timeReader(momentOf: MomentReader, zone: string) {
  const clock = zoneClock(zone);
  return (cell: string | null, time = 0): number | undefined => {
    const moment = momentOf(cell ?? "");
    if (!moment) return undefined;
    return clock(moment.hasTime ? moment : { ...moment, local: moment.local + time });
  };
}

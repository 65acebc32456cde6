import {
  type Cell,
  counted,
  DAY_MS,
  formatNumber,
  isoDate,
  quantileSorted,
  type Showable,
  TableView,
} from "../../core/index.js";
import { Sheet } from "../../plot/index.js";
import type { EventColumn, EventRow } from "./eventColumns.js";
import type { EventLoss } from "./eventLoss.js";

/** What the face of events is drawn from. */
interface Events {
  readonly name: string;
  readonly length: number;
  readonly symbols: readonly string[];
  readonly columns: readonly EventColumn[];
  readonly data: { readonly known: Float64Array; readonly event: Float64Array };
  readonly loss: EventLoss;
  numbers(column: string): Float64Array;
  texts(column: string): readonly (string | null)[];
  row(i: number): EventRow & { readonly event: number; readonly known: number };
}

const LONGEST = 60;

/** Size, span and delay; the columns; the rows that fell; the newest events. */
export function describeEvents(events: Events): Showable {
  const items = [summary(events), columnTable(events)];
  if (events.loss.lost.length > 0) items.push(events.loss.table());
  if (events.length > 0) items.push(previewEvents(events, 5));
  const { length, symbols } = events;
  const of = symbols.length > 0 ? ` of ${counted(symbols.length, "symbol")}` : "";
  return new Sheet({ title: `${events.name}: ${counted(length, "event")}${of}`, items });
}

/** The newest events, the last that became known first. */
export function previewEvents(events: Events, limit: number): TableView {
  const shown = Math.min(limit, events.length);
  const rows = Array.from({ length: shown }, (_, k) => {
    const { symbol, event, known, values } = events.row(events.length - 1 - k);
    const cells = Object.entries(values).map(([name, value]): [string, Cell] => [name, shortened(value)]);
    return { symbol, event: moment(event), known: moment(known), ...Object.fromEntries(cells) };
  });
  return new TableView(rows, {
    title: `The newest ${counted(shown, "event")} by known time`,
    columns: [
      ...(events.symbols.length > 0 ? [{ key: "symbol" }] : []),
      { key: "event" },
      { key: "known", unit: "UTC" },
      ...events.columns.map(({ name, unit }) => ({ key: name, unit: unit === "1" ? undefined : unit })),
    ],
    limit,
  });
}

function summary({ data, loss }: Events): TableView {
  const { known, event } = data;
  const lags = Float64Array.from(known, (at, i) => (at - event[i]) / DAY_MS).sort();
  const at = (p: number) => `${formatNumber(quantileSorted(lags, p))} days`;
  const events = Float64Array.from(event).sort();
  const span = (days: Float64Array) =>
    days.length === 0 ? "–" : `${isoDate(days[0])} to ${isoDate(days[days.length - 1])}`;
  return new TableView([
    { what: "happened", value: span(events) },
    { what: "known", value: span(known) },
    {
      what: "delay from event to known: 5 %, median, 95 %, longest",
      value: [0.05, 0.5, 0.95, 1].map(at).join(", "),
    },
    { what: "rows of the source that are no events", value: `${loss.fallen} of ${loss.total}` },
  ]);
}

function columnTable(events: Events): TableView {
  const rows = events.columns.map(({ name, kind, unit, meaning }) => {
    const present =
      kind === "number"
        ? events.numbers(name).filter((value) => !Number.isNaN(value)).length
        : events.texts(name).filter((value) => value !== null).length;
    const median = kind === "number" ? quantileSorted(sorted(events.numbers(name)), 0.5) : null;
    return {
      name,
      unit: kind === "text" ? "text" : (unit ?? "1"),
      present: present / events.length,
      median,
      meaning,
    };
  });
  return new TableView(rows, {
    columns: [
      { key: "name", label: "column" },
      { key: "unit" },
      { key: "present", format: "percent" },
      { key: "median" },
      { key: "meaning" },
    ],
    limit: rows.length,
  });
}

const sorted = (values: Float64Array): Float64Array => values.filter((value) => !Number.isNaN(value)).sort();

const moment = (instant: number): string =>
  instant % DAY_MS === 0 ? isoDate(instant) : new Date(instant).toISOString().slice(0, 16).replace("T", " ");

function shortened(value: string | number | null): Cell {
  return typeof value === "string" && value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value;
}

import {
  canonicalJson,
  checkKeys,
  DAY_MS,
  type DateLike,
  fail,
  type Showable,
  sha256,
  showsItself,
  type TableView,
  toInstant,
} from "../../core/index.js";
import type { Market } from "../market/market.js";
import { describeEvents, previewEvents } from "./describeEvents.js";
import {
  columnsOf,
  type EventColumn,
  type EventData,
  type EventRow,
  type EventValue,
  pick,
} from "./eventColumns.js";
import { checkField, type EventField } from "./eventField.js";
import { EventLoss } from "./eventLoss.js";
import { eventsOnto, type OntoOptions } from "./onto.js";
import { reactionsOf } from "./reactions.js";

/** What {@link EventTable.of} takes. */
export interface EventTableContents {
  /** Letters, digits and `_`: fields of a market are called `events.NAME.FIELD`. */
  readonly name: string;
  readonly columns: readonly EventColumn[];
  readonly rows: readonly EventRow[];
  /**
   * From when to when the source saw every event: outside it sums and counts over windows are missing, not 0. Default
   * from the first known time to the end of the day (UTC) of the last.
   */
  readonly coverage?: { readonly from?: DateLike; readonly to?: DateLike };
  /** The fields that a market gets when none are asked for. */
  readonly fields?: Readonly<Record<string, EventField>>;
  /** Rows of the source that are no events. */
  readonly loss?: EventLoss;
  /** The file that the rows were read from. */
  readonly source?: EventSource;
}

/** A file by its name and the SHA-256 of its bytes, hex. */
export interface EventSource {
  readonly name: string;
  readonly sha256: string;
}

interface Shape {
  readonly name: string;
  readonly columns: readonly EventColumn[];
  readonly coverage: { readonly from: number; readonly to: number };
  readonly fields: Readonly<Record<string, EventField>>;
  readonly loss: EventLoss;
  readonly source?: EventSource;
}

const WHO = "events.EventTable";
/**
 * Events with the time at which they happened and the time from which the public could know them, sorted by the latter:
 * earnings, trades of insiders, headlines, the values of an index. Immutable.
 *
 * Shows itself: span, delay between event and knowledge, columns with units, the rows that fell, a preview.
 */
export class EventTable implements Showable {
  readonly #shape: Shape;
  #fingerprint: string | undefined;

  private constructor(
    shape: Shape,
    /** The events by column, in the order of known time. Do not write to it. */
    readonly data: EventData,
  ) {
    this.#shape = shape;
  }

  /** A table from rows in memory, in any order. */
  static of(given: EventTableContents): EventTable {
    checkKeys(WHO, given, ["name", "columns", "rows", "coverage", "fields", "loss", "source"]);
    const { name, columns, rows, fields = {}, coverage = {}, source } = given;
    checkName(name);
    const series = rows.filter(({ symbol }) => symbol === null).length;
    if (series > 0 && series < rows.length) {
      fail(WHO, "either every event has a symbol, or none has", {
        received: `${series} of ${rows.length} without`,
      });
    }
    const known = Float64Array.from(rows, (row) => knownInstant(row.known));
    const event = Float64Array.from(rows, (row) => toInstant(row.event));
    const data = columnsOf(WHO, rows, columns, { known, event });
    const kinds = new Map(columns.map((column) => [column.name, column.kind] as const));
    for (const [field, spec] of Object.entries(fields)) checkField(WHO, field, spec, kinds);
    const last = data.known.at(-1) ?? Number.NEGATIVE_INFINITY;
    const from = coverage.from === undefined ? (data.known[0] ?? Infinity) : toInstant(coverage.from);
    const to = coverage.to === undefined ? (Math.floor(last / DAY_MS) + 1) * DAY_MS : toInstant(coverage.to);
    const loss = given.loss ?? new EventLoss(rows.length, []);
    return new EventTable({ name, columns, coverage: { from, to }, fields, loss, source }, data);
  }

  /** Fields of a market are called `events.NAME.FIELD`. */
  get name(): string {
    return this.#shape.name;
  }
  /** Number of events. */
  get length(): number {
    return this.data.known.length;
  }
  /** What each event has beside its symbol and its times. */
  get columns(): readonly EventColumn[] {
    return this.#shape.columns;
  }
  /** The symbols that have events, sorted. */
  get symbols(): readonly string[] {
    return [...new Set(this.data.symbols.filter((symbol) => symbol !== null))].sort();
  }
  /** Every event is known from and up to here, UTC milliseconds: see {@link EventTableContents.coverage}. */
  get coverage(): { readonly from: number; readonly to: number } {
    return this.#shape.coverage;
  }
  /** The fields that a market gets when none are asked for. */
  get fields(): Readonly<Record<string, EventField>> {
    return this.#shape.fields;
  }
  /** The file that the events were read from; of a table made of rows in memory, none. */
  get source(): EventSource | undefined {
    return this.#shape.source;
  }
  /** Which rows of the source fell, and why. */
  get loss(): EventLoss {
    return this.#shape.loss;
  }

  /** The numbers of a column by event, `NaN` where missing. */
  numbers(column: string): Float64Array {
    return this.data.numbers.get(column) ?? this.#failColumn(column, "number");
  }

  /** The texts of a column by event, `null` where missing. */
  texts(column: string): readonly (string | null)[] {
    return this.data.texts.get(column) ?? this.#failColumn(column, "text");
  }

  /** What was known at an instant (UTC; of a date: at its midnight): later events are gone, and the coverage ends there. */
  knownBy(instant: DateLike): EventTable {
    const cut = toInstant(instant);
    const { coverage } = this.#shape;
    return this.#where((i) => this.data.known[i] <= cut, { ...coverage, to: Math.min(coverage.to, cut) });
  }

  /** The same events under another name, which is that of their fields. */
  named(name: string): EventTable {
    checkName(name);
    return new EventTable({ ...this.#shape, name }, this.data);
  }

  /** The events of which a condition holds, e.g. `(row) => row.values.side === "purchase"`. */
  filter(condition: (row: EventRow) => boolean): EventTable {
    return this.#where((i) => condition(this.row(i)), this.#shape.coverage);
  }

  /** The `i`th event in the order of known time, as plain data. */
  row(i: number): EventRow & { readonly event: number; readonly known: number } {
    const { known, event, symbols, numbers, texts } = this.data;
    const values = this.columns.map(({ name }): [string, EventValue] => {
      const number = numbers.get(name)?.[i];
      return [
        name,
        number === undefined ? (texts.get(name)?.[i] ?? null) : Number.isNaN(number) ? null : number,
      ];
    });
    return { symbol: symbols[i], event: event[i], known: known[i], values: Object.fromEntries(values) };
  }

  /**
   * The market with fields of these events, `events.NAME.FIELD`: the value of a session is what was known at its decision,
   * by default its close. What becomes known after the close counts for the next session. Missing where the symbol has no
   * close. Join before cutting a span out of the market.
   *
   * @example earnings.onto(market).panel("events.earnings.sue")
   */
  onto(market: Market, options: OntoOptions = {}): Market {
    return eventsOnto(this, market, options);
  }

  /**
   * For `ic.eventStudy`: each event of a symbol of the market with the first of its sessions whose close knows of it. Events
   * known only after the last session are left out.
   */
  reactions(market: Market): { symbol: string; date: string }[] {
    return reactionsOf(this.data, market);
  }

  /** SHA-256 of the events, their columns, the coverage and the fields, hex. */
  get fingerprint(): string {
    const { known, event, symbols, numbers, texts } = this.data;
    this.#fingerprint ??= sha256(
      canonicalJson([
        this.columns.map(({ name, kind, unit = "" }) => [name, kind, unit]),
        [this.coverage.from, this.coverage.to].map((at) => (Number.isFinite(at) ? at : null)),
        symbols,
        [...known],
        [...event],
        [...numbers].map(([name, values]) => [name, Array.from(values, (x) => (Number.isNaN(x) ? null : x))]),
        [...texts],
        this.fields,
      ]),
    );
    return this.#fingerprint;
  }

  /** The newest events as a table; `limit` of them, default 10. */
  preview(limit = 10): TableView {
    return previewEvents(this, limit);
  }

  toText(): string {
    return describeEvents(this).toText();
  }
  toHtml(): string {
    return describeEvents(this).toHtml();
  }

  #where(keep: (i: number) => boolean, coverage: Shape["coverage"]): EventTable {
    const positions = Array.from({ length: this.length }, (_, i) => i).filter(keep);
    return new EventTable({ ...this.#shape, coverage }, pick(this.data, positions));
  }

  #failColumn(name: string, kind: EventColumn["kind"]): never {
    const known = this.columns.filter((column) => column.kind === kind).map((column) => column.name);
    return fail(WHO, `${this.name} has the ${kind} columns ${known.join(", ") || "–"}`, { received: name });
  }
}
showsItself(EventTable);

function checkName(name: string): void {
  if (!/^[A-Za-z_]\w*$/.test(name)) fail(WHO, "name must hold letters, digits and _", { received: name });
}

/** A mere date does not say whether the public knew before, during or after trading. */
function knownInstant(known: EventRow["known"]): number {
  if (typeof known === "string" && /^\d{4}-\d\d-\d\d$/.test(known)) {
    fail(WHO, "known must be an instant", {
      received: known,
      fix: `e.g. "${known}T21:00:00Z" for 16:00 in New York`,
    });
  }
  return toInstant(known);
}

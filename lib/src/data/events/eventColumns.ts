import { fail } from "../../core/index.js";

/** What a column of events holds. */
export interface EventColumn {
  readonly name: string;
  readonly kind: "number" | "text";
  /**
   * Unit of the numbers, e.g. `USD` or `1`. A unit that ends in `/share` is per share as the shares were when the event
   * became known: a market rescales it for the splits since then.
   */
  readonly unit?: string;
  /** What it says, in a few words. */
  readonly meaning?: string;
}

/** The value of a column for one event; `null` is missing. */
export type EventValue = string | number | null;

/** An event as plain data: when it happened, when it could be known, and the value of each column. */
export interface EventRow {
  /** `null` for what belongs to no symbol, e.g. the value of an index. */
  readonly symbol: string | null;
  /** When it happened: a date, or UTC milliseconds. */
  readonly event: string | number | Date;
  /** From when on the public could know it: UTC. Text must hold a time, for on a mere date it is not said. */
  readonly known: string | number | Date;
  readonly values: Readonly<Record<string, EventValue>>;
}

/** The columns of events in order, each one array. */
export interface EventData {
  /** UTC milliseconds, increasing. */
  readonly known: Float64Array;
  /** UTC milliseconds. */
  readonly event: Float64Array;
  /** `null`: of no symbol. */
  readonly symbols: readonly (string | null)[];
  /** Missing is `NaN`. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** Missing is `null`. */
  readonly texts: ReadonlyMap<string, readonly (string | null)[]>;
}

/** The events at these positions, in this order. */
export function pick(data: EventData, positions: ArrayLike<number>): EventData {
  const n = positions.length;
  const numbers = (values: Float64Array) => {
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) out[i] = values[positions[i]];
    return out;
  };
  const texts = (values: readonly (string | null)[]) => {
    const out = new Array<string | null>(n);
    for (let i = 0; i < n; i++) out[i] = values[positions[i]];
    return out;
  };
  return {
    known: numbers(data.known),
    event: numbers(data.event),
    symbols: texts(data.symbols),
    numbers: new Map([...data.numbers].map(([name, values]) => [name, numbers(values)])),
    texts: new Map([...data.texts].map(([name, values]) => [name, texts(values)])),
  };
}

/** Rows laid out as columns, sorted by known time, then by event time, then as given. */
export function columnsOf(
  who: string,
  rows: readonly EventRow[],
  columns: readonly EventColumn[],
  instants: { known: Float64Array; event: Float64Array },
): EventData {
  const { known, event } = instants;
  const numbers = new Map<string, Float64Array>();
  const texts = new Map<string, readonly (string | null)[]>();
  for (const { name, kind } of columns) {
    if (kind === "text")
      texts.set(
        name,
        rows.map(({ values }, i) => textOf(who, values[name], name, i)),
      );
    else
      numbers.set(
        name,
        Float64Array.from(rows, ({ values }, i) => numberOf(who, values[name], name, i)),
      );
  }
  const order = Uint32Array.from({ length: rows.length }, (_, i) => i).sort(
    (a, b) => known[a] - known[b] || event[a] - event[b] || a - b,
  );
  return pick({ known, event, symbols: rows.map(({ symbol }) => symbol), numbers, texts }, order);
}

function numberOf(who: string, value: EventValue | undefined, name: string, row: number): number {
  if (value === null || value === undefined) return Number.NaN;
  if (typeof value !== "number" || Math.abs(value) === Infinity) {
    fail(who, `row ${row}: ${name} must be a number`, { received: value });
  }
  return value;
}

function textOf(who: string, value: EventValue | undefined, name: string, row: number): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "string") fail(who, `row ${row}: ${name} must be a text`, { received: value });
  return value;
}

import { type AssetIndex, checkKeys, checkOneOf, fail, Panel } from "../../core/index.js";
import type { Market } from "../market/market.js";
import { type DecisionOptions, decisionsOf } from "./decisions.js";
import type { EventColumn, EventData } from "./eventColumns.js";
import { checkField, type EventField, isWindow } from "./eventField.js";
import { checkForward } from "./forwardContent.js";
import { joinNewest, joinWindow, type Stream } from "./joinField.js";
import { rescaleForSplits } from "./splits.js";

/** Options of `EventTable.onto`. */
export interface OntoOptions extends DecisionOptions {
  /** The fields by name, each becomes `events.NAME.FIELD`. Default: those of the table. */
  readonly fields?: Readonly<Record<string, EventField>>;
  /** NAME in the names of the fields. Default: the name of the table. */
  readonly as?: string;
}

interface Events {
  readonly name: string;
  readonly data: EventData;
  readonly columns: readonly EventColumn[];
  readonly coverage: { readonly from: number; readonly to: number };
  readonly fields: Readonly<Record<string, EventField>>;
}

const WHO = "events.onto";

/** The market with one more panel per field; see `EventTable.onto`. */
export function eventsOnto(events: Events, market: Market, options: OntoOptions): Market {
  checkKeys(WHO, options, ["fields", "as", "calendar", "decision"]);
  const { fields = events.fields, as = events.name, decision = "close" } = options;
  checkOneOf(WHO, "decision", decision, ["close", "open"]);
  const entries = Object.entries(fields);
  if (entries.length === 0) {
    fail(WHO, `${events.name} has no fields of its own`, {
      fix: 'say which: { fields: { surprise: { take: "last", column: "surprise" } } }',
    });
  }
  const kinds = new Map(events.columns.map((column) => [column.name, column.kind] as const));
  for (const [name, field] of entries) checkField(WHO, name, field, kinds);
  const used = new Set(entries.map(([, { column }]) => column));
  checkForward(WHO, events, { columns: [...used].filter((name) => name !== undefined), market, options });
  const decisions = decisionsOf(market.time, options);
  const given = { market, decisions, positions: positionsBySymbol(events.data.symbols, market.assets) };
  const panels = entries.map(([name, field]): [string, Panel] => {
    const full = `events.${as}.${name}`;
    return [full, panelOf(events, field, given).with({ name: full, unit: unitOf(events, field) })];
  });
  return market.withFields(Object.fromEntries(panels));
}

interface Given {
  readonly market: Market;
  readonly decisions: Float64Array;
  readonly positions: ReadonlyMap<string | null, readonly number[]>;
}

function panelOf(events: Events, field: EventField, { market, decisions, positions }: Given): Panel {
  const { time, assets } = market;
  const stride = assets.length;
  const out = new Float64Array(time.length * stride).fill(Number.NaN);
  const join = (stream: Stream, offset: number) =>
    isWindow(field)
      ? joinWindow(stream, field, { decisions, coverage: events.coverage }, { out, offset, stride })
      : joinNewest(stream, field, decisions, { out, offset, stride });
  const streams = streamsOf(events.data, field.column, positions);
  const nothing = { known: new Float64Array(0), values: new Float64Array(0) };
  const series = streams.get(null);
  for (let j = 0; j < stride; j++) join(series ?? streams.get(assets.symbols[j]) ?? nothing, j);
  if (field.take === "last" && unitOf(events, field).endsWith("/share")) {
    rescaleForSplits(out, { market, decisions, streams });
  }
  const close = market.panel("raw.close").values;
  for (let i = 0; i < out.length; i++) if (Number.isNaN(close[i])) out[i] = Number.NaN;
  return Panel.of(time, assets, out);
}

/** The positions of the events of no symbol, and of each symbol of the market, in order. */
function positionsBySymbol(symbols: EventData["symbols"], assets: AssetIndex): Map<string | null, number[]> {
  const positions = new Map<string | null, number[]>();
  symbols.forEach((symbol, i) => {
    if (symbol !== null && assets.indexOf(symbol) < 0) return;
    const own = positions.get(symbol);
    if (own) own.push(i);
    else positions.set(symbol, [i]);
  });
  return positions;
}

/** The known times and one column of the events at these positions; texts as numbers, one per different text. */
function streamsOf(
  { known, numbers, texts }: EventData,
  column: string | undefined,
  positions: ReadonlyMap<string | null, readonly number[]>,
): Map<string | null, Stream> {
  const values = column === undefined ? undefined : (numbers.get(column) ?? codesOf(texts.get(column) ?? []));
  return new Map(
    [...positions].map(([symbol, own]) => [
      symbol,
      {
        known: Float64Array.from(own, (i) => known[i]),
        values: values ? Float64Array.from(own, (i) => values[i]) : new Float64Array(0),
      },
    ]),
  );
}

function codesOf(texts: readonly (string | null)[]): Float64Array {
  const codes = new Map<string, number>();
  return Float64Array.from(texts, (text) => {
    if (text === null) return Number.NaN;
    const code = codes.get(text) ?? codes.size;
    codes.set(text, code);
    return code;
  });
}

function unitOf({ columns }: Events, { take, column }: EventField): string {
  if (take === "age") return "days";
  if (take === "count" || take === "distinct") return "count";
  return columns.find(({ name }) => name === column)?.unit ?? "1";
}

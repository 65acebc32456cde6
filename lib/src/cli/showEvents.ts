import { DAY_MS, isoDate, quantileSorted, TableView } from "../core/index.js";
import { events, openLake } from "../data/index.js";
import { library } from "../factors/index.js";
import { Sheet } from "../plot/index.js";
import { keptTable } from "./keptTables.js";
import type { Output } from "./output.js";

/** Every kind of events that can be read, and what the lake keeps. */
export function showKinds(output: Output): void {
  const kinds = new TableView(
    events.EVENT_KINDS.map(({ name, file, known }) => ({ kind: name, file, known })),
    {
      title: "Kinds of events",
      columns: [{ key: "kind" }, { key: "file" }, { key: "known", label: "known from" }],
      note: "columns, fields and factors of one: --kind KIND; a check of a file: --file FILE --kind KIND; --keep keeps it in the lake",
    },
  );
  const lake = openLake();
  const names = lake.eventTables();
  const items = names.length > 0 ? [kinds, keptTable(lake)] : [kinds];
  output.result(new Sheet({ title: "Events", items }), {
    kinds: events.EVENT_KINDS,
    kept: names.map((name) => ({ name, ...lake.eventVersions(name).at(-1) })),
  });
}

/** What a file of a kind holds, and what it gives to a market. */
export function showKind(output: Output, name: string): void {
  const [kind] = events.EVENT_KINDS.filter((each) => each.name === name);
  const { file, known, columns, fields } = kind;
  const factors = library.filter(({ factor }) =>
    factor.fields.some((field) => field.startsWith(`events.${name}.`)),
  );
  const facts = [
    { what: "file", value: file },
    { what: "known from", value: known },
    { what: "factors", value: factors.map((factor) => factor.name).join(", ") || "none in the library" },
  ];
  const items = [
    new TableView(facts),
    new TableView(
      columns.map(({ unit = "text", meaning, ...column }) => ({ column: column.name, unit, meaning })),
      { title: "Columns", limit: columns.length },
    ),
    new TableView(
      Object.entries(fields).map(([field, spec]) => ({ field: `events.${name}.${field}`, ...spec })),
      { title: "Fields of a market", columns: FIELD_COLUMNS, limit: Object.keys(fields).length },
    ),
  ];
  output.result(new Sheet({ title: name, items: columns.length > 0 ? items : items.slice(0, 1) }), {
    ...{ ...kind, factors: factors.map((factor) => factor.name) },
  });
}

const FIELD_COLUMNS = [
  ...[{ key: "field" }, { key: "take" }, { key: "column" }],
  ...[{ key: "days" }, { key: "sessions" }],
];

/** What was read of a file, and what became of it. */
export function showEvents(output: Output, table: events.EventTable, kept?: events.KeptEvents): void {
  const { name, length, loss, symbols, fingerprint, source } = table;
  const line = kept ? `\nkept as events/${name} ${kept.version}` : `\nnothing is kept: add --keep`;
  output.result(`${table.toText()}${line}`, {
    ...{ name, source, rows: loss.total, events: length, symbols: symbols.length },
    ...{ refused: loss.fallen, reasons: loss.reasons, happened: span(table.data.event) },
    ...{ known: span(table.data.known), delayDays: delays(table), fields: table.fields, fingerprint },
    ...(kept && { kept }),
  });
}

function span(instants: Float64Array): readonly string[] {
  const sorted = Float64Array.from(instants).sort();
  return sorted.length === 0 ? [] : [isoDate(sorted[0]), isoDate(sorted[sorted.length - 1])];
}

/** Quantiles of the days from an event until it was known. */
function delays({ data }: events.EventTable): Record<string, number> {
  const days = Float64Array.from(data.known, (known, i) => (known - data.event[i]) / DAY_MS).sort();
  const at = (p: number) => Math.round(quantileSorted(days, p) * 100) / 100;
  return { least: at(0), p05: at(0.05), median: at(0.5), p95: at(0.95), most: at(1) };
}

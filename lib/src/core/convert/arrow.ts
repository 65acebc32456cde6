import {
  DateDay,
  DateMillisecond,
  Dictionary,
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { fail } from "../errors.js";
import { FREQUENCIES, type Frequency, isIntraday, type Panel } from "../panel/index.js";
import { encodeSymbols, fromLong, toLong } from "./long.js";

const DAY = 86_400_000;

/**
 * A panel as an Arrow table in long form: date (`date32` for daily and slower panels, else milliseconds), symbol
 * (dictionary of UTF-8), value (`float64`, missing is null). Name, unit and frequency are in the schema's metadata.
 */
export function panelToArrow(panel: Panel): Table {
  const { instants, codes, symbols, values } = toLong(panel);
  const length = values.length;
  const { bitmap, nullCount } = validity(values);
  const date = isIntraday(panel.time.frequency)
    ? makeData({ type: new DateMillisecond(), length, data: BigInt64Array.from(instants, BigInt) })
    : makeData({ type: new DateDay(), length, data: Int32Array.from(instants, (t) => t / DAY) });
  const type = new Dictionary(new Utf8(), new Int32(), 0);
  const symbol = makeData({
    type,
    length,
    data: codes,
    dictionary: vectorFromArray([...symbols], new Utf8()),
  });
  const value = makeData({ type: new Float64(), length, data: values, nullCount, nullBitmap: bitmap });
  const metadata = new Map([
    ["assay.name", panel.name],
    ["assay.unit", panel.unit],
    ["assay.frequency", panel.time.frequency],
  ]);
  const schema = new Schema(
    [
      new Field("date", date.type, false),
      new Field("symbol", type, false),
      new Field("value", value.type, true),
    ],
    metadata,
  );
  const struct = makeData({
    type: new Struct(schema.fields),
    length,
    nullCount: 0,
    children: [date, symbol, value],
  });
  return new Table(schema, [new RecordBatch(schema, struct)]);
}

/** A panel as the bytes of an Arrow IPC file (Feather v2), which pandas, polars and DuckDB read. */
export function panelToArrowFile(panel: Panel): Uint8Array {
  return tableToIPC(panelToArrow(panel), "file");
}

/** A panel from an Arrow table, or from the bytes of an IPC file or stream, with columns date, symbol, value. */
export function panelFromArrow(source: Table | Uint8Array): Panel {
  const long = source instanceof Uint8Array ? tableFromIPC(source) : source;
  const column = (name: string): Vector =>
    long.getChild(name) ??
    fail("core.panelFromArrow", `the table needs a column ${name}`, { received: long.schema.names });
  const { codes, symbols } = encodeSymbols(column("symbol") as Iterable<string>, long.numRows);
  const instants = Float64Array.from(column("date") as Iterable<number | Date>, Number);
  const values = Float64Array.from(
    column("value") as Iterable<number | null>,
    (value) => value ?? Number.NaN,
  );
  const { metadata } = long.schema;
  const frequency = metadata.get("assay.frequency") as Frequency | undefined;
  return fromLong(
    { instants, codes, symbols, values },
    {
      name: metadata.get("assay.name"),
      unit: metadata.get("assay.unit"),
      frequency: frequency && FREQUENCIES.includes(frequency) ? frequency : "1d",
    },
  );
}

/** Arrow's validity bits, least significant first: 1 is present. */
function validity(values: Float64Array): { bitmap: Uint8Array; nullCount: number } {
  const bitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) nullCount++;
    else bitmap[i >> 3] |= 1 << (i & 7);
  }
  return { bitmap, nullCount };
}

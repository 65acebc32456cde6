import type * as Arrow from "apache-arrow";
import { fail } from "../errors.js";
import { lazyModule } from "../lazyModule.js";
import { DAY_MS, FREQUENCIES, type Frequency, isIntraday, type Panel } from "../panel/index.js";
import { encodeSymbols, fromLong, toLong } from "./long.js";

const arrow = lazyModule<typeof Arrow>("apache-arrow");

/**
 * What is asked of an Arrow table. A `Table` of apache-arrow is one, and what {@link panelToArrow} gives is one of its; the
 * package's own 117 files of types would be read by every notebook that imports the library.
 */
export interface ArrowTable {
  readonly numRows: number;
  readonly numCols: number;
  readonly schema: { readonly names: readonly PropertyKey[]; readonly metadata: Map<string, string> };
  /** A column by its name; null when there is none. */
  getChild(name: string): ArrowColumn | null;
}

/** A column of an Arrow table. */
export interface ArrowColumn extends Iterable<unknown> {
  readonly length: number;
  get(row: number): unknown;
  toArray(): ArrayLike<unknown>;
}

/**
 * A panel as an Arrow table in long form: date (`date32` for daily and slower panels, else milliseconds), symbol
 * (dictionary of UTF-8), value (`float64`, missing is null). Name, unit and frequency are in the schema's metadata.
 */
export function panelToArrow(panel: Panel): ArrowTable {
  return tableOf(panel);
}

function tableOf(panel: Panel): Arrow.Table {
  const { instants, codes, symbols, values } = toLong(panel);
  const length = values.length;
  const { bitmap, nullCount } = validity(values);
  const date = isIntraday(panel.time.frequency)
    ? arrow.makeData({
        type: new arrow.DateMillisecond(),
        length,
        data: BigInt64Array.from(instants, BigInt),
      })
    : arrow.makeData({
        type: new arrow.DateDay(),
        length,
        data: Int32Array.from(instants, (t) => t / DAY_MS),
      });
  const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 0);
  const symbol = arrow.makeData({
    type,
    length,
    data: codes,
    dictionary: arrow.vectorFromArray([...symbols], new arrow.Utf8()),
  });
  const value = arrow.makeData({
    type: new arrow.Float64(),
    length,
    data: values,
    nullCount,
    nullBitmap: bitmap,
  });
  const metadata = new Map([
    ["assay.name", panel.name],
    ["assay.unit", panel.unit],
    ["assay.frequency", panel.time.frequency],
  ]);
  const schema = new arrow.Schema(
    [
      new arrow.Field("date", date.type, false),
      new arrow.Field("symbol", type, false),
      new arrow.Field("value", value.type, true),
    ],
    metadata,
  );
  const struct = arrow.makeData({
    type: new arrow.Struct(schema.fields),
    length,
    nullCount: 0,
    children: [date, symbol, value],
  });
  return new arrow.Table(schema, [new arrow.RecordBatch(schema, struct)]);
}

/** A panel as the bytes of an Arrow IPC file (Feather v2), which pandas, polars and DuckDB read. */
export function panelToArrowFile(panel: Panel): Uint8Array {
  return arrow.tableToIPC(tableOf(panel), "file");
}

/** A panel from an Arrow table, or from the bytes of an IPC file or stream, with columns date, symbol, value. */
export function panelFromArrow(source: ArrowTable | Uint8Array): Panel {
  const long: ArrowTable = source instanceof Uint8Array ? arrow.tableFromIPC(source) : source;
  const column = (name: string): ArrowColumn =>
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

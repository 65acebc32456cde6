import { fail } from "../errors.js";
import { AssetIndex, type Frequency, Panel, type PanelMeta, TimeIndex } from "../panel/index.js";

/**
 * A panel in long form: one entry per date and asset, ordered by date, then by asset. Missing values stay in as
 * `NaN`, so that a panel comes back with exactly the dates and assets it had.
 */
export interface LongColumns {
  /** UTC milliseconds. */
  readonly instants: Float64Array;
  /** Position in {@link symbols}. */
  readonly codes: Int32Array;
  readonly symbols: readonly string[];
  readonly values: Float64Array;
}

export function toLong(panel: Panel): LongColumns {
  const [dates, assets] = panel.shape;
  const instants = new Float64Array(dates * assets);
  const codes = new Int32Array(dates * assets);
  for (let i = 0; i < dates; i++) {
    instants.fill(panel.time.instants[i], i * assets, (i + 1) * assets);
    for (let j = 0; j < assets; j++) codes[i * assets + j] = j;
  }
  return { instants, codes, symbols: panel.assets.symbols, values: panel.values };
}

/** Scatter long columns, in any order, into a panel. The same date and asset twice is an error. */
export function fromLong(columns: LongColumns, meta: PanelMeta & { frequency?: Frequency } = {}): Panel {
  const { instants, codes, symbols, values } = columns;
  const time = TimeIndex.of(Float64Array.from(new Set(instants)).sort(), meta.frequency);
  const row = new Map(Array.from(time.instants, (t, i) => [t, i]));
  const width = symbols.length;
  const out = new Float64Array(time.length * width).fill(Number.NaN);
  const seen = new Uint8Array(out.length);
  for (let k = 0; k < instants.length; k++) {
    const at = (row.get(instants[k]) as number) * width + codes[k];
    if (seen[at]++ > 0) {
      fail("core.fromLong", "a date and asset must stand once", {
        received: `${time.label(Math.floor(at / width))} ${symbols[codes[k]]}`,
      });
    }
    out[at] = values[k];
  }
  return Panel.of(time, AssetIndex.of(symbols), out, meta);
}

/** Codes for symbols in order of first appearance. */
export function encodeSymbols(
  column: Iterable<string>,
  length: number,
): { codes: Int32Array; symbols: string[] } {
  const positions = new Map<string, number>();
  const codes = new Int32Array(length);
  let k = 0;
  for (const symbol of column) {
    let code = positions.get(symbol);
    if (code === undefined) {
      code = positions.size;
      positions.set(symbol, code);
    }
    codes[k++] = code;
  }
  return { codes, symbols: [...positions.keys()] };
}

import { AssetIndex, TimeIndex, toInstant } from "../../../core/index.js";
import type { ManifestEntry } from "../manifest.js";
import { panelsOf, type ReadMarket } from "../readMarket.js";
import { tablesOf } from "../readTables.js";
import { barFields, barFiles, failSpan, type MarketSpan } from "../span.js";
import { checkWanted } from "../universe.js";
import type { PanelIndex } from "./panelIndex.js";
import { gatherInto, type PanelReader } from "./panelReader.js";

interface Rows {
  readonly start: number;
  readonly end: number;
}

/** A span of a version from its panels: what {@link readMarket} gives, to the bit. Throws when they are damaged. */
export function cutMarket(
  reader: PanelReader,
  { root, entry }: { readonly root: string; readonly entry: ManifestEntry },
  span: MarketSpan,
): ReadMarket {
  const { index } = reader;
  const { first, last } = barFiles(root, entry, span);
  const all = TimeIndex.of(Float64Array.from(index.instants), entry.frequency);
  const rows = { start: all.lowerBound(toInstant(first)), end: all.upperBound(toInstant(last)) };
  if (rows.end <= rows.start) failSpan(entry, "no session");
  const time = all.slice(rows.start, rows.end);
  const { columns, close } = chooseColumns(reader, rows, { entry, wanted: span.symbols });
  const assets = AssetIndex.of(
    columns ? Array.from(columns, (column) => index.symbols[column]) : index.symbols,
  );
  const fields = barFields(entry);
  const values = fields.map((field) =>
    field === "close" ? close : reader.read(field, { ...rows, columns }),
  );
  const panels = panelsOf(fields, values, { time, assets });
  const tables = tablesOf({ actions: index.actions, sectors: new Map(index.sectors) }, { time, assets });
  const bars = span.symbols ? present(close) : barsOn(index, rows);
  return { contents: { name: entry.dataset, time, assets, panels, ...tables }, rows: bars };
}

/** The columns of a market (none said: all), and its close, which every bar has. */
function chooseColumns(
  reader: PanelReader,
  rows: Rows,
  { entry, wanted }: { entry: ManifestEntry; wanted?: readonly string[] },
): { columns?: Int32Array; close: Float64Array } {
  const { symbols } = reader.index;
  if (wanted) {
    checkWanted(entry, wanted, symbols);
    const places = AssetIndex.of(symbols);
    const columns = Int32Array.from(wanted, (symbol) => places.indexOf(symbol));
    return { columns, close: reader.read("close", { ...rows, columns }) };
  }
  const close = reader.read("close", rows);
  const columns = columnsWithBars(close, symbols.length);
  if (columns.length === symbols.length) return { close };
  const some = new Float64Array((rows.end - rows.start) * columns.length);
  gatherInto(some, close, { columns, width: symbols.length });
  return { columns, close: some };
}

/** The columns of a matrix that are not empty. */
function columnsWithBars(close: Float64Array, width: number): Int32Array {
  const found = new Uint8Array(width);
  let missing = width;
  for (let row = 0; row < close.length && missing > 0; row += width) {
    for (let j = 0; j < width; j++) {
      if (found[j] === 1 || Number.isNaN(close[row + j])) continue;
      found[j] = 1;
      missing--;
    }
  }
  return Int32Array.from(found.keys()).filter((j) => found[j] === 1);
}

function barsOn({ bars }: PanelIndex, { start, end }: Rows): number {
  return bars.slice(start, end).reduce((sum, count) => sum + count, 0);
}

function present(close: Float64Array): number {
  let count = 0;
  for (let i = 0; i < close.length; i++) if (!Number.isNaN(close[i])) count++;
  return count;
}

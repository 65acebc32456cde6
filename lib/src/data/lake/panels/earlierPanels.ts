import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AssetIndex, TimeIndex } from "../../../core/index.js";
import type { ManifestEntry } from "../manifest.js";
import { type PanelIndex, readAnyIndex } from "./panelIndex.js";
import { PanelReader } from "./panelReader.js";

/** What is asked of panels of another content. */
interface Wanted {
  readonly fields: readonly string[];
  /** The columns to lay the values out in. */
  readonly symbols: readonly string[];
  /** Sessions that the year must have. */
  readonly rows: number;
}

/** Panels of another content of the same dataset, which shares years with the one that is built. */
export class EarlierPanels {
  constructor(
    readonly reader: PanelReader,
    /** Partitions that are the same. */
    readonly shared: ReadonlySet<string>,
  ) {}

  /** Values of the fields in a year, row-major; `undefined` when the year is another, or its panels are damaged. */
  valuesOf(year: string, { fields, symbols, rows }: Wanted): Float64Array[] | undefined {
    if (!this.shared.has(`year=${year}`)) return undefined;
    const { index } = this.reader;
    const time = TimeIndex.of(Float64Array.from(index.instants), "1d");
    const [start, end] = [time.lowerBound(`${year}-01-01`), time.upperBound(`${year}-12-31`)];
    if (end - start !== rows) return undefined;
    const places = AssetIndex.of(symbols);
    const targets = Int32Array.from(index.symbols, (symbol) => places.indexOf(symbol));
    try {
      return fields.map((field) =>
        laidOut(this.reader.read(field, { start, end }), { targets, rows, width: symbols.length }),
      );
    } catch {
      return undefined;
    }
  }
}

/** Columns of a matrix put where `targets` says; −1 leaves one out. */
function laidOut(
  values: Float64Array,
  { targets, rows, width }: { targets: Int32Array; rows: number; width: number },
): Float64Array {
  const out = new Float64Array(rows * width).fill(Number.NaN);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < targets.length; j++, at++)
      if (targets[j] >= 0) out[i * width + targets[j]] = values[at];
  }
  return out;
}

/** Of the panels that are kept of a dataset, those that share most with a version. */
export function findEarlier(folder: string, entry: ManifestEntry): EarlierPanels | undefined {
  const hashes = Object.entries(hashesOf(entry));
  const found = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => ({ path: join(folder, name), index: intact(join(folder, name)) }))
    .map(({ path, index }) => ({
      path,
      index,
      shared: hashes.filter(([name, hash]) => index?.partitions?.[name] === hash).map(([name]) => name),
    }))
    .sort((a, b) => b.shared.length - a.shared.length)[0];
  if (!found?.index || found.shared.length === 0) return undefined;
  return new EarlierPanels(new PanelReader(found.path, found.index), new Set(found.shared));
}

/** Partition → SHA-256 of its bars. */
export function hashesOf({ partitions = {} }: ManifestEntry): Record<string, string> {
  return Object.fromEntries(Object.entries(partitions).map(([name, { hash }]) => [name, hash]));
}

function intact(folder: string): PanelIndex | undefined {
  try {
    return readAnyIndex(folder);
  } catch {
    return undefined;
  }
}

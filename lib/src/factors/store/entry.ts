import { mkdirSync, readFileSync } from "node:fs";
import type { Frequency } from "../../core/index.js";
import { AssetIndex, Panel, sha256, TimeIndex, writeAtomic } from "../../core/index.js";
import type { StorePaths } from "./paths.js";
import { Damaged, orGone, readRows, type Segment } from "./segments.js";

/** What is known about one stored result: enough to read it without the market, and to know where it came from. */
export interface StoreEntry {
  readonly schema: 2;
  /** SHA-256 over expression, inputs and engine. */
  readonly key: string;
  readonly factor: { readonly name: string; readonly hash: string; readonly formula: string };
  /** The expression as plain data. */
  readonly expression: unknown;
  readonly dataset: string;
  /** Fingerprint of what the factor reads, and of the whole source it was read from. */
  readonly inputs: string;
  readonly source: string;
  readonly engine: string;
  /** `computed` whole, or `extended` from the entry of that key, reading from that date on. */
  readonly how: "computed" | { readonly extended: string; readonly readFrom: string };
  /** When it was written, UTC. */
  readonly at: string;
  readonly frequency: Frequency;
  /** UTC milliseconds of the rows. */
  readonly instants: readonly number[];
  readonly symbols: readonly string[];
  /** The values, segment after segment. */
  readonly segments: readonly Segment[];
}

/**
 * Write an entry whose segments are written: its rename is the moment in which the result exists. The second line is the
 * SHA-256 of the first.
 */
export function writeEntry(paths: StorePaths, entry: StoreEntry): StoreEntry {
  mkdirSync(paths.entries, { recursive: true });
  const text = JSON.stringify(entry);
  writeAtomic(paths.entry(entry.key), `${text}\n${sha256(text)}\n`);
  return entry;
}

/** The entry of a key; `undefined` when there is none. Throws {@link Damaged}. */
export function readEntry(paths: StorePaths, key: string): StoreEntry | undefined {
  const path = paths.entry(key);
  const content = orGone(path, () => readFileSync(path, "utf8"));
  if (content === undefined) return undefined;
  const [text, seal] = content.split("\n");
  const entry = parsed(text);
  if (entry.schema === 1) throw new Damaged("it was written by an earlier version of Assay");
  if (sha256(text) !== seal || entry.key !== key) throw new Damaged("its description was changed");
  return entry;
}

/** The panel of an entry, or some of its rows. Throws {@link Damaged}. */
export function readPanel(
  paths: StorePaths,
  { instants, symbols, segments, frequency, factor }: StoreEntry,
  { start = 0, end = instants.length }: { start?: number; end?: number } = {},
): Panel {
  const values = readRows(paths, segments, { width: symbols.length, start, end });
  const time = TimeIndex.of(Float64Array.from(instants.slice(start, end)), frequency);
  return Panel.of(time, AssetIndex.of(symbols), values, { name: factor.name });
}

/** What looks like an entry, of this layout or the one before. */
function parsed(text: string): StoreEntry | { schema: 1 } {
  try {
    const content: StoreEntry | { schema: 1 } | null = JSON.parse(text);
    if (content?.schema === 1 || content?.schema === 2) return content;
  } catch {
    // Falls through.
  }
  throw new Damaged("its description is not readable");
}

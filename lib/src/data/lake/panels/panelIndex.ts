import { readFileSync, writeFileSync } from "node:fs";
import { endianness } from "node:os";
import { join } from "node:path";
import { sha256 } from "../../../core/index.js";
import type { MarketAction } from "../../market/action.js";
import type { ManifestEntry } from "../manifest.js";

/** Rows of a panel that share a checksum. */
export const BLOCK_ROWS = 64;

/** What the panels of a dataset version hold, and all that a market needs beside them. */
export interface PanelIndex {
  readonly layout: 1;
  readonly byteOrder: "BE" | "LE";
  /** Fingerprint of the version. */
  readonly fingerprint: string;
  /** Sessions, UTC milliseconds, and the number of bars on each. */
  readonly instants: readonly number[];
  readonly bars: readonly number[];
  readonly symbols: readonly string[];
  /** Field → CRC-32 of each {@link BLOCK_ROWS} rows. */
  readonly checksums: Readonly<Record<string, readonly number[]>>;
  readonly actions: readonly MarketAction[];
  /** Symbol and sector. */
  readonly sectors: readonly (readonly [string, string])[];
  /** Partition → SHA-256 of its bars: which of them another content shares. */
  readonly partitions?: Readonly<Record<string, string>>;
}

const fileOf = (folder: string) => join(folder, "index.json");

/** The panels of a field: sessions × symbols, row-major float64 in the machine's byte order, without a header. */
export const panelFile = (folder: string, field: string): string => join(folder, `${field}.f64`);

/** The second line is the SHA-256 of the first. */
export function writeIndex(folder: string, index: Omit<PanelIndex, "layout" | "byteOrder">): void {
  const text = JSON.stringify({ layout: 1, byteOrder: endianness(), ...index });
  writeFileSync(fileOf(folder), `${text}\n${sha256(text)}\n`);
}

/** The index of a version's panels; `undefined` when there is none that this version and machine can use. Throws when it is damaged. */
export function readIndex(folder: string, entry: ManifestEntry): PanelIndex | undefined {
  const index = readAnyIndex(folder);
  return index?.fingerprint === entry.fingerprint ? index : undefined;
}

/** The index of any panels that this machine can read. Throws when it is damaged. */
export function readAnyIndex(folder: string): PanelIndex | undefined {
  const content = readOrNothing(fileOf(folder));
  if (content === undefined) return undefined;
  const [text, seal] = content.split("\n");
  if (sha256(text) !== seal) throw new Error("its index is not as it was written");
  const index: PanelIndex = JSON.parse(text);
  return index.layout === 1 && index.byteOrder === endianness() ? index : undefined;
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

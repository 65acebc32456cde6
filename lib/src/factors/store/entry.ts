import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Frequency } from "../../core/index.js";
import { AssetIndex, canonicalJson, fail, Panel, sha256, TimeIndex, writeAtomic } from "../../core/index.js";
import type { StorePaths } from "./paths.js";

/** What is known about one stored result: enough to read it without the market, and to know where it came from. */
export interface StoreEntry {
  readonly schema: 1;
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
  /** SHA-256 of the values' file. */
  readonly values: string;
}

/** The file is there but not as it was written. */
export class Damaged extends Error {}

/** Write values, then the entry that names them: the second rename is the moment in which the result exists. */
export function writeEntry(
  paths: StorePaths,
  entry: Omit<StoreEntry, "values">,
  values: Float64Array,
): StoreEntry {
  const bytes = littleEndian(values);
  const whole: StoreEntry = { ...entry, values: sha256(bytes) };
  const file = paths.valuesOf(whole.values);
  mkdirSync(dirname(file), { recursive: true });
  writeAtomic(file, bytes);
  mkdirSync(paths.entries, { recursive: true });
  writeAtomic(paths.entry(entry.key), `${JSON.stringify({ ...whole, seal: sealOf(whole) })}\n`);
  return whole;
}

/** The entry of a key; `undefined` when there is none. Throws {@link Damaged}. */
export function readEntry(paths: StorePaths, key: string): StoreEntry | undefined {
  const text = readOrNothing(paths.entry(key))?.toString("utf8");
  if (text === undefined) return undefined;
  const { seal, ...entry } = parsed(text);
  if (seal !== sealOf(entry) || entry.key !== key) throw new Damaged("its description was changed");
  return entry as unknown as StoreEntry;
}

/** The panel of an entry. Throws {@link Damaged}. */
export function readPanel(paths: StorePaths, entry: StoreEntry): Panel {
  const bytes = readOrNothing(paths.valuesOf(entry.values));
  if (!bytes) throw new Damaged("its values are gone");
  const length = entry.instants.length * entry.symbols.length;
  if (bytes.length !== length * 8)
    throw new Damaged(`its values are ${bytes.length} bytes, not ${length * 8}`);
  if (sha256(bytes) !== entry.values) throw new Damaged("its values were changed");
  const time = TimeIndex.of(Float64Array.from(entry.instants), entry.frequency);
  return Panel.of(time, AssetIndex.of(entry.symbols), fromLittleEndian(bytes), { name: entry.factor.name });
}

function parsed(text: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === "object" && content !== null && "schema" in content && content.schema === 1) {
      return content as Record<string, unknown>;
    }
  } catch {
    // Falls through.
  }
  throw new Damaged("its description is not readable");
}

const sealOf = (entry: object): string => sha256(canonicalJson(entry));

function readOrNothing(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    return fail("factors.store", "cannot read the store", { received: path, cause: error });
  }
}

const BIG_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** The bytes of values, which are not to be written to. */
function littleEndian(values: Float64Array): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return BIG_ENDIAN ? Buffer.from(bytes).swap64() : bytes;
}

/** The values in bytes that nobody else has. */
function fromLittleEndian(bytes: Buffer): Float64Array {
  if (BIG_ENDIAN) bytes.swap64();
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  return new Float64Array(aligned.buffer, aligned.byteOffset, bytes.length / 8);
}

import { canonicalJson, type Panel, sha256 } from "../../core/index.js";
import { engineId, type Factor } from "../../expr/index.js";
import { damageOf } from "./base.js";
import { readEntry, readPanel, type StoreEntry } from "./entry.js";
import { inputsFingerprint } from "./inputs.js";
import type { Place } from "./paths.js";
import { checkFiles } from "./segments.js";

/** A factor that is stored, and how the store came to its values. */
export interface KeptFactor {
  readonly factor: Factor;
  /** Its place in the list. */
  readonly index: number;
  readonly entry: StoreEntry;
  /** `stored`: it was there. `extended`: only later dates were computed. `computed`: all of it. */
  readonly how: "stored" | "extended" | "computed";
  /** Why it was not there, or not extended; empty when it was. */
  readonly reason: string;
  /** Entries that were found damaged on the way. */
  readonly warnings: readonly string[];
}

/** The same with the values. */
export interface StoredFactor extends KeptFactor {
  readonly panel: Panel;
}

interface Asked {
  readonly factor: Factor;
  readonly index: number;
}

/** One that has to be computed, and what decides its key. */
export interface Missing extends Asked {
  readonly inputs: string;
  readonly engine: string;
  readonly key: string;
}

interface Found {
  readonly asked: Missing;
  readonly stored?: KeptFactor & Partial<StoredFactor>;
  readonly warnings: readonly string[];
}

/** What is stored for exactly this factor, source and engine, with its values if they are wanted; warnings when it is damaged. */
export function lookUp(
  { paths, source }: Place,
  { factor, index }: Asked,
  { withValues }: { withValues: boolean },
): Found {
  const inputs = inputsFingerprint(source, factor);
  const engine = engineId();
  const key = sha256(canonicalJson({ expression: factor.node, inputs, engine }));
  const asked = { factor, index, inputs, engine, key };
  try {
    const entry = readEntry(paths, key);
    if (!entry) return { asked, warnings: [] };
    const kept: KeptFactor = { factor, index, entry, how: "stored", reason: "", warnings: [] };
    if (withValues) {
      const panel = readPanel(paths, entry).with({ name: factor.name });
      return { asked, stored: { ...kept, panel }, warnings: [] };
    }
    checkFiles(paths, entry.segments, entry.symbols.length);
    return { asked, stored: kept, warnings: [] };
  } catch (error) {
    return { asked, warnings: [damageOf(error, key)] };
  }
}

import { canonicalJson, type Panel, sha256 } from "../../core/index.js";
import { engineId, type Factor } from "../../expr/index.js";
import { damageOf } from "./base.js";
import { readEntry, readPanel, type StoreEntry } from "./entry.js";
import { inputsFingerprint } from "./inputs.js";
import type { Place } from "./paths.js";

/** A factor's values and how the store came to them. */
export interface StoredFactor {
  readonly factor: Factor;
  /** Its place in the list. */
  readonly index: number;
  readonly panel: Panel;
  readonly entry: StoreEntry;
  /** `stored`: read. `extended`: only later dates were computed. `computed`: all of it. */
  readonly how: "stored" | "extended" | "computed";
  /** Why it was not read, or not extended; empty when it was. */
  readonly reason: string;
  /** Entries that were found damaged on the way. */
  readonly warnings: readonly string[];
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
  readonly stored?: StoredFactor;
  readonly warnings: readonly string[];
}

/** What is stored for exactly this factor, source and engine; warnings when it is damaged. */
export function lookUp({ paths, source }: Place, { factor, index }: Asked): Found {
  const inputs = inputsFingerprint(source, factor);
  const engine = engineId();
  const key = sha256(canonicalJson({ expression: factor.node, inputs, engine }));
  const asked = { factor, index, inputs, engine, key };
  try {
    const entry = readEntry(paths, key);
    if (!entry) return { asked, warnings: [] };
    const panel = readPanel(paths, entry).with({ name: factor.name });
    const stored: StoredFactor = { factor, index, panel, entry, how: "stored", reason: "", warnings: [] };
    return { asked, stored, warnings: [] };
  } catch (error) {
    return { asked, warnings: [damageOf(error, key)] };
  }
}

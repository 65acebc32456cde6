import { engineId, type Factor, type FieldSource, restartRow } from "../../expr/index.js";
import { readEntry, type StoreEntry } from "./entry.js";
import { historyOf } from "./history.js";
import { inputsFingerprint } from "./inputs.js";
import type { Place } from "./paths.js";
import { Damaged } from "./segments.js";

/** An older result that is the beginning of the one that is asked for. */
export interface Base {
  readonly entry: StoreEntry;
  /** The row at which the evaluation of what is missing begins. */
  readonly start: number;
}

export interface BaseSearch {
  readonly base?: Base;
  /** Why there is no base. */
  readonly reason: string;
  readonly warnings: readonly string[];
}

/** Why something is computed again. */
export const DAMAGED = "what was stored is damaged";

/** The newest version of this factor that can be extended. Its values are checked when they are read. */
export function findBase({ paths, source, dataset }: Place, factor: Factor): BaseSearch {
  const warnings: string[] = [];
  const reasons: string[] = [];
  const versions = historyOf(paths, { name: factor.name, dataset })?.versions ?? [];
  for (const { key } of versions.filter(({ removed }) => !removed).reverse()) {
    try {
      const entry = readEntry(paths, key);
      if (!entry) throw new Damaged("its description is gone");
      const reason = obstacle(entry, factor, source);
      if (!reason)
        return { base: { entry, start: restartRow(factor, entry.instants.length) }, reason, warnings };
      reasons.push(reason);
    } catch (error) {
      warnings.push(damageOf(error, key));
    }
  }
  return { reason: reasons[0] ?? (warnings.length > 0 ? DAMAGED : "nothing was stored"), warnings };
}

/** Why an entry is not the beginning of what is asked for; empty when it is. */
function obstacle(entry: StoreEntry, factor: Factor, source: FieldSource): string {
  const rows = entry.instants.length;
  if (entry.factor.hash !== factor.hash) return "its expression changed";
  if (entry.engine !== engineId()) return "the engine changed";
  if (entry.symbols.join("\n") !== source.assets.symbols.join("\n")) return "the symbols changed";
  if (rows >= source.time.length) return "no later dates were added";
  if (entry.inputs !== inputsFingerprint(source, factor, rows)) return "earlier data changed";
  if (factor.lookback === Number.POSITIVE_INFINITY) return "its look-back is the whole history";
  return restartRow(factor, rows) === 0 ? "its windows leave nothing to save" : "";
}

/** What is wrong with an entry, as a warning; any other error is thrown on. */
export function damageOf(error: unknown, key: string): string {
  if (error instanceof Damaged) return `${key.slice(0, 12)}: ${error.message}`;
  throw error;
}

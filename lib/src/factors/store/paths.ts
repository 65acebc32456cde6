import { join } from "node:path";
import { sha256 } from "../../core/index.js";
import type { FieldSource } from "../../expr/index.js";

/**
 * Where things are in a factor store:
 *
 * ```
 * features/values/ab/SHA.f64       rows of values, row-major float64 in little-endian order, named by their SHA-256
 * features/entries/KEY.json        what was computed from what; names its values, segment after segment
 * features/history/SERIES.jsonl    the versions of one factor on one dataset, and which is current
 * ```
 */
export interface StorePaths {
  readonly root: string;
  readonly entries: string;
  readonly history: string;
  readonly values: string;
  entry(key: string): string;
  valuesOf(sha: string): string;
  historyOf(series: Series): string;
}

/** A factor by its name on a dataset by its name: what has versions. */
export interface Series {
  readonly name: string;
  readonly dataset: string;
}

/** A store, and what is computed on. */
export interface Place {
  readonly paths: StorePaths;
  readonly source: FieldSource;
  /** Name of the source: says which history its results belong to. */
  readonly dataset: string;
}

export function storePaths(lake: string): StorePaths {
  const root = join(lake, "features");
  const [entries, history, values] = ["entries", "history", "values"].map((folder) => join(root, folder));
  return {
    root,
    entries,
    history,
    values,
    entry: (key) => join(entries, `${key}.json`),
    valuesOf: (sha) => join(values, sha.slice(0, 2), `${sha}.f64`),
    historyOf: ({ name, dataset }) => join(history, `${sha256(dataset, "\n", name).slice(0, 24)}.jsonl`),
  };
}

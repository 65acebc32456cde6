import { join } from "node:path";
import { fail } from "../../core/index.js";

/**
 * Where things are in a lake:
 *
 * ```
 * raw/DATASET/manifest.jsonl                          one line per published version: the files it consists of, of any vN
 * raw/DATASET/vN/bars/year=YYYY/bars.parquet          rows that were new in vN, sorted by symbol, date
 * raw/DATASET/vN/bars/year=YYYY/restated.parquet      rows that vN gave other values, or withdrew
 * raw/DATASET/vN/{actions,listings,sectors}.parquet
 * quarantine/DATASET/vN/{rows,flags}.parquet
 * cache/panels/DATASET/CONTENT/{index.json,FIELD.f64} dense panels of a content: written by an ingest or its first read, never needed
 * staging/DATASET.*                                   an ingest at work, or the leftovers of a killed one
 * locks/DATASET.lock                                  who is writing this dataset
 * holdout/DATASET.jsonl                               what was locked for a final test, and who read it
 * ```
 */
export interface DatasetPaths {
  readonly root: string;
  readonly manifest: string;
  readonly lock: string;
  readonly holdout: string;
  /** The published folder of a version, relative to the lake with forward slashes. */
  raw(version: string): string;
  quarantine(version: string): string;
  /** The folder of cached panels of a content. */
  panels(fingerprint: string): string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export function datasetPaths(root: string, dataset: string): DatasetPaths {
  if (!NAME.test(dataset)) {
    fail("data.lake", "a dataset name is letters, digits, - and _, at most 64 of them", {
      received: dataset,
    });
  }
  return {
    root,
    manifest: join(root, "raw", dataset, "manifest.jsonl"),
    lock: join(root, "locks", `${dataset}.lock`),
    holdout: join(root, "holdout", `${dataset}.jsonl`),
    raw: (version) => `raw/${dataset}/${version}`,
    quarantine: (version) => `quarantine/${dataset}/${version}`,
    panels: (fingerprint) => `cache/panels/${dataset}/${panelsName(fingerprint)}`,
  };
}

/** Versions with the same content share their panels. */
export function panelsName(fingerprint: string): string {
  return fingerprint.slice(0, 16);
}

import type { ManifestEntry } from "../lake/manifest.js";
import type { Transaction } from "../lake/transact.js";
import type { IngestBarsOptions } from "./ingestBarsOptions.js";

/** Bars that are about to be appended. */
export interface AppendingBars extends Omit<Transaction, "last"> {
  readonly last: ManifestEntry;
  readonly options: IngestBarsOptions;
  readonly known: "ingest" | "bar";
  /** UTC milliseconds. */
  readonly now: number;
}

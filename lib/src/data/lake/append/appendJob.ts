import type { AppendOptions } from "../ingestOptions.js";
import type { ManifestEntry } from "../manifest.js";
import type { Job } from "../stage.js";

/** An append at work. */
export interface AppendJob extends Job {
  readonly options: AppendOptions;
  /** SQL for the instant at which rows are known that carry no time of their own; null: with their bars. */
  readonly now: string;
  readonly root: string;
  /** The version that is added to. */
  readonly last: ManifestEntry;
}

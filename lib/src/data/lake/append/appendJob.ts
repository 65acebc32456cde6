import type { AppendOptions } from "../ingestOptions.js";
import type { ManifestEntry } from "../manifest.js";
import type { Job } from "../stage.js";

/** An append at work. */
export interface AppendJob extends Job {
  readonly options: AppendOptions;
  readonly root: string;
  /** The version that is added to. */
  readonly last: ManifestEntry;
}

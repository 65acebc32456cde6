import type { ManifestEntry, ManifestFile } from "./manifest.js";

/** A version that is not published yet. */
export interface Draft
  extends Omit<ManifestEntry, "schema" | "dataset" | "version" | "publishedAt" | "files" | "collectedAt"> {
  /** Files of earlier versions that belong to this one as well. */
  readonly kept: readonly ManifestFile[];
  /** New files; paths relative to staging. */
  readonly written: readonly ManifestFile[];
}

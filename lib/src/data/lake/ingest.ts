import { rmSync } from "node:fs";
import { withDatabase } from "../duckdb/database.js";
import { fileSource } from "../source/fileSource.js";
import type { Source } from "../source/source.js";
import { checkOptions, type IngestOptions } from "./ingestOptions.js";
import { IngestResult } from "./ingestResult.js";
import { takeLock } from "./lock.js";
import { type ManifestEntry, readManifest } from "./manifest.js";
import { type DatasetPaths, datasetPaths } from "./paths.js";
import { publish } from "./publish.js";
import { type Draft, stage } from "./stage.js";
import { openStaging } from "./staging.js";

/**
 * Bring daily bars into a lake as one transaction: load into staging, judge every row by the quality rules, put
 * bad rows into quarantine with the reason, publish the rest whole, add a line to the manifest.
 *
 * A kill at any moment leaves the version before intact. The same content again publishes nothing new and
 * says so. `source` is a path (CSV, `.csv.gz`, Parquet, or a folder of them) or a {@link Source}.
 */
export async function ingest(
  lake: { readonly dir: string },
  source: string | Source,
  options: IngestOptions,
): Promise<IngestResult> {
  const policy = checkOptions(options);
  const paths = datasetPaths(lake.dir, options.dataset);
  const onMessage = options.onMessage ?? (() => {});
  const lock = takeLock(paths.lock, options.dataset, onMessage);
  try {
    const versions = readManifest(paths.manifest);
    const staging = openStaging(
      paths,
      options.dataset,
      versions.map((entry) => entry.version),
    );
    try {
      const job = {
        source: typeof source === "string" ? fileSource(source) : source,
        options,
        policy,
        staging,
      };
      const draft = await withDatabase((db) => stage(db, job), { spillDir: `${staging}/spill` });
      return conclude(paths, draft, { versions, staging });
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  } finally {
    lock.release();
  }
}

/** Publish the draft, unless the newest version already has this content. */
function conclude(
  paths: DatasetPaths,
  draft: Draft,
  { versions, staging }: { versions: readonly ManifestEntry[]; staging: string },
): IngestResult {
  const last = versions.at(-1);
  if (last && sameContent(last, draft)) return new IngestResult(last, "unchanged");
  const version = `v${last ? Number(last.version.slice(1)) + 1 : 1}`;
  return new IngestResult(publish(paths, staging, { ...draft, version }), "published");
}

function sameContent(last: ManifestEntry, draft: Draft): boolean {
  const counts = (entry: Draft) => JSON.stringify([entry.quarantined, entry.flagged, entry.delivered]);
  return last.fingerprint === draft.fingerprint && counts(last) === counts(draft);
}

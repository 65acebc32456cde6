import { existsSync, readdirSync, rmdirSync, rmSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { DAY_MS } from "../../../core/index.js";
import { takeLock } from "../lock.js";
import type { ManifestEntry } from "../manifest.js";
import { appendCollected, readManifest } from "../manifestLog.js";
import { datasetPaths } from "../paths.js";

/** What a collection of versions deleted. */
export interface CollectedVersions {
  /** Versions that cannot be opened any more. */
  readonly versions: readonly string[];
  readonly files: number;
  readonly bytes: number;
}

/**
 * Delete the files that only versions need which were replaced more than `days` ago; their lines stay in the history. The line
 * that says so is written first: what a kill leaves undeleted, the next collection deletes.
 */
export function collectVersions(root: string, dataset: string, days: number): CollectedVersions {
  const paths = datasetPaths(root, dataset);
  const lock = takeLock(paths.lock, dataset, () => {});
  try {
    const versions = superseded(readManifest(paths.manifest), Date.now() - days * DAY_MS);
    if (versions.length > 0) appendCollected(paths.manifest, versions);
    const live = readManifest(paths.manifest).filter(({ collectedAt }) => !collectedAt);
    const needed = new Set(live.flatMap(({ files }) => files.map(({ path }) => path)));
    const doomed = ["raw", "quarantine"]
      .flatMap((area) => filesIn(join(root, area, dataset)))
      .filter(
        (path) => /[/\\]v\d+[/\\]/.test(path) && !needed.has(relative(root, path).split(sep).join("/")),
      );
    const bytes = doomed.reduce((sum, path) => sum + statSync(path).size, 0);
    for (const path of doomed) rmSync(path);
    for (const area of ["raw", "quarantine"]) removeEmpty(join(root, area, dataset));
    return { versions, files: doomed.length, bytes };
  } finally {
    lock.release();
  }
}

/** Versions that can be read, and whose follower was published before a moment. */
function superseded(entries: readonly ManifestEntry[], before: number): string[] {
  return entries
    .filter(
      ({ collectedAt }, i) =>
        !collectedAt && Date.parse(entries[i + 1]?.publishedAt ?? "9999-12-31") < before,
    )
    .map(({ version }) => version);
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? filesIn(join(folder, each.name)) : [join(folder, each.name)],
  );
}

function removeEmpty(folder: string): void {
  if (!existsSync(folder)) return;
  for (const each of readdirSync(folder, { withFileTypes: true })) {
    if (!each.isDirectory()) continue;
    const inner = join(folder, each.name);
    removeEmpty(inner);
    if (readdirSync(inner).length === 0) rmdirSync(inner);
  }
}

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ManifestEntry } from "./manifest.js";
import type { DatasetPaths } from "./paths.js";

/**
 * A fresh folder for one change. What a killed change of this dataset left behind is removed first: its staging
 * folders, and version folders that no manifest line names. The caller holds the dataset's lock.
 */
export function openStaging(paths: DatasetPaths, dataset: string, entries: readonly ManifestEntry[]): string {
  const staging = join(paths.root, "staging");
  mkdirSync(staging, { recursive: true });
  for (const name of readdirSync(staging)) {
    if (name.startsWith(`${dataset}.`)) rmSync(join(staging, name), { recursive: true, force: true });
  }
  const versions = new Set(entries.map(({ version }) => version));
  for (const area of ["raw", "quarantine"]) sweepVersions(join(paths.root, area, dataset), versions);
  return mkdtempSync(join(staging, `${dataset}.`));
}

function sweepVersions(folder: string, versions: ReadonlySet<string>): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const isVersion = /^v\d+$/.test(name);
    if (isVersion && !versions.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { appendManifest, type ManifestEntry, type ManifestFile } from "./manifest.js";
import type { DatasetPaths } from "./paths.js";

/**
 * Move a written version from `staging` to its place. Until the manifest names it (the last step, one rename)
 * readers see the version before; a kill in between leaves folders that the next ingest sweeps.
 */
export function publish(paths: DatasetPaths, staging: string, entry: ManifestEntry): ManifestEntry {
  for (const file of entry.files) flush(join(staging, file.path));
  const places: Record<string, string> = {
    quarantine: paths.quarantine(entry.version),
    raw: paths.raw(entry.version),
  };
  for (const [area, place] of Object.entries(places)) {
    mkdirSync(dirname(join(paths.root, place)), { recursive: true });
    renameSync(join(staging, area), join(paths.root, place));
  }
  const published = { ...entry, files: entry.files.map((file) => placed(file, places)) };
  appendManifest(paths.manifest, published);
  rmSync(staging, { recursive: true, force: true });
  return published;
}

/** `raw/bars/…` in staging is `raw/DATASET/vN/bars/…` in the lake. */
function placed(file: ManifestFile, places: Readonly<Record<string, string>>): ManifestFile {
  const slash = file.path.indexOf("/");
  return { ...file, path: places[file.path.slice(0, slash)] + file.path.slice(slash) };
}

function flush(path: string): void {
  const file = openSync(path, "r");
  fsyncSync(file);
  closeSync(file);
}

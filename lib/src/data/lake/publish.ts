import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Draft } from "./draft.js";
import type { ManifestEntry, ManifestFile } from "./manifest.js";
import { appendManifest } from "./manifestLog.js";
import { publishPanels } from "./panels/stagePanels.js";
import type { DatasetPaths } from "./paths.js";

/**
 * Move a written version from `staging` to its place. Until the manifest names it (the last step, one rename)
 * readers see the version before; a kill in between leaves folders that the next change sweeps.
 */
export function publish(
  paths: DatasetPaths,
  staging: string,
  draft: Draft & { readonly dataset: string; readonly version: string },
): ManifestEntry {
  const { kept, written, ...described } = draft;
  for (const file of written) flush(join(staging, file.path));
  const places: Record<string, string> = {
    quarantine: paths.quarantine(draft.version),
    raw: paths.raw(draft.version),
  };
  for (const [area, place] of Object.entries(places)) {
    if (!existsSync(join(staging, area))) continue;
    mkdirSync(dirname(join(paths.root, place)), { recursive: true });
    renameSync(join(staging, area), join(paths.root, place));
  }
  const files = [...kept, ...written.map((file) => placed(file, places))];
  const entry: ManifestEntry = { schema: 2, ...described, publishedAt: new Date().toISOString(), files };
  appendManifest(paths.manifest, entry);
  publishPanels(staging, paths, entry);
  rmSync(staging, { recursive: true, force: true });
  return entry;
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

import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "../../duckdb/database.js";
import type { Draft } from "../draft.js";
import type { ManifestEntry } from "../manifest.js";
import type { DatasetPaths } from "../paths.js";
import { placePanels, writePanels } from "./buildPanels.js";
import { isDense } from "./panelCache.js";

/** Below staging. */
const PANELS = "panels";

interface Staged {
  readonly staging: string;
  readonly dataset: string;
  readonly number: number;
}

/**
 * Lay out the panels of a version that is about to be published whole, so that its first read finds them. They are a cache: what
 * cannot be written is left to that read.
 */
export async function stagePanels(
  db: Database,
  draft: Draft,
  { staging, dataset, number }: Staged,
): Promise<void> {
  if (!isDense(draft)) return;
  const entry = {
    ...draft,
    schema: 2 as const,
    dataset,
    version: `v${number}`,
    publishedAt: "",
    files: draft.written,
  };
  const folder = join(staging, PANELS);
  try {
    mkdirSync(folder);
    await writePanels(db, { root: staging, entry, folder });
  } catch {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Move panels that were staged to their place; without, or where that cannot be, there are none. */
export function publishPanels(staging: string, paths: DatasetPaths, entry: ManifestEntry): void {
  const folder = join(staging, PANELS);
  if (!existsSync(folder)) return;
  try {
    placePanels(folder, join(paths.root, paths.panels(entry.fingerprint)), entry);
  } catch {
    // The first read writes them.
  }
}

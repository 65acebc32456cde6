import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a collection deleted. */
export interface CollectedPanels {
  readonly folders: number;
  readonly bytes: number;
}

/** Drafts are left alone while they are younger: a writer may be at work. [ms] */
const WRITING = 3_600_000;

/** Delete the panels of all contents of a dataset but one, and what killed writers left. */
export function collectPanels(folder: string, kept?: string): CollectedPanels {
  if (!existsSync(folder)) return { folders: 0, bytes: 0 };
  const doomed = readdirSync(folder, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .filter(({ name }) => (/^(v\d+|[0-9a-f]{16})$/.test(name) ? name !== kept : isOld(join(folder, name))))
    .map(({ name }) => join(folder, name));
  const bytes = doomed.reduce((sum, each) => sum + bytesIn(each), 0);
  for (const each of doomed) rmSync(each, { recursive: true, force: true });
  return { folders: doomed.length, bytes };
}

const isOld = (path: string): boolean => statSync(path).mtimeMs < Date.now() - WRITING;

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

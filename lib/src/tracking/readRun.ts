import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fail, nearest } from "../core/index.js";
import { readRunFolder } from "./readRunFolder.js";
import { experimentsOf } from "./runFolder.js";
import type { RunView } from "./runView.js";

const LATEST = "latest";

/** Read one run of the project at `root`: by its id, by the start of its id when that is unique, or `latest`. */
export function readRun(root: string, idOrPrefix: string): RunView {
  const ids = runIds(root);
  if (ids.length === 0) fail("tracking.readRun", `no runs in ${experimentsOf(root)}`);
  if (idOrPrefix === LATEST) return latest(root, ids);
  const found = ids.includes(idOrPrefix) ? [idOrPrefix] : ids.filter((id) => id.startsWith(idOrPrefix));
  if (found.length === 1) return readRunFolder(join(experimentsOf(root), found[0]));
  if (found.length > 1) {
    const some = `${found.slice(0, 5).join(", ")}${found.length > 5 ? ", …" : ""}`;
    fail("tracking.readRun", `${found.length} runs start like that: ${some}`, { received: idOrPrefix });
  }
  const near = nearest(idOrPrefix, ids);
  return fail("tracking.readRun", "no such run", {
    received: idOrPrefix,
    fix: near ? `did you mean ${near}?` : "assay runs list shows all runs",
  });
}

/** The ids of all runs of a project, oldest first. A folder that is being made is not yet one. */
export function runIds(root: string): string[] {
  try {
    const entries = readdirSync(experimentsOf(root), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && /^\d{8}-\d{6}-/.test(entry.name))
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Ids say the second; among the runs of the last second the record decides. */
function latest(root: string, ids: readonly string[]): RunView {
  const second = ids[ids.length - 1].slice(0, 15);
  const views = ids
    .filter((id) => id.startsWith(second))
    .map((id) => readRunFolder(join(experimentsOf(root), id)))
    .sort((a, b) => (a.record.startedAt < b.record.startedAt ? -1 : 1));
  return views[views.length - 1];
}

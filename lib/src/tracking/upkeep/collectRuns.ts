import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { checkKeys, checkNumber, DAY_MS } from "../../core/index.js";
import { isLeftover, removeLeftovers } from "../leftovers.js";
import { listRuns, type RunFilter } from "../listRuns.js";
import { runIds } from "../readRun.js";
import { experimentsOf } from "../runFolder.js";
import type { RunView } from "../runView.js";
import { keepTrials } from "../studies/forgottenTrials.js";
import { type CollectedRun, CollectedRuns } from "./collectedRuns.js";
import { deleteRun, emptyTrash, folderBytes } from "./deleteRun.js";

export interface CollectOptions extends Pick<RunFilter, "name" | "status" | "tag" | "study"> {
  /** Started at least so many days ago. */
  olderThanDays?: number;
  /** Say what would be deleted, and delete nothing. Default false. */
  dryRun?: boolean;
}

/** The tag of a run that is never deleted. */
const KEEP = "keep";

/** A folder without a record and older than this was left by a process that died in its first millisecond, ms. */
const BEING_MADE = 3_600_000;

/**
 * Delete runs of the project at `root`: those that fit every filter that is given, without any filter none. A run that is
 * tagged `keep` or that is running is never deleted. What a run of a study had tried still counts after it is deleted.
 *
 * Always deleted are leftovers: folders of runs that died before they had a record, temporary files of killed writes.
 */
export function collectRuns(root: string, options: CollectOptions = {}): CollectedRuns {
  const who = "tracking.collectRuns";
  checkKeys(who, options, ["name", "status", "tag", "study", "olderThanDays", "dryRun"]);
  const { olderThanDays, dryRun = false, ...filter } = options;
  if (olderThanDays !== undefined) checkNumber(who, "olderThanDays", olderThanDays, { min: 0 });
  const filtered = Object.values({ ...filter, olderThanDays }).some((value) => value !== undefined);
  const before = new Date(Date.now() - (olderThanDays ?? 0) * DAY_MS).toISOString();
  const fitting = filtered ? listRuns(root, filter).runs.filter(({ head }) => head.startedAt <= before) : [];
  const kept = fitting.filter(({ head, status }) => status === "running" || head.tags.includes(KEEP));
  const runs = fitting.filter((run) => !kept.includes(run));
  const empty = emptyFolders(root);
  const collected: CollectedRun[] = [
    ...runs.map(({ runId, status, directory }) => ({ runId, status, bytes: folderBytes(directory) })),
    ...empty.map(({ runId, directory }) => ({
      runId,
      status: "empty" as const,
      bytes: folderBytes(directory),
    })),
  ];
  if (!dryRun) {
    for (const run of runs) deleteWithTrials(root, run);
    for (const { directory } of empty) deleteRun(directory);
    for (const { directory } of listRuns(root, { status: "died" })) removeLeftovers(directory);
    emptyTrash(experimentsOf(root));
  }
  return new CollectedRuns(collected, { kept: kept.map(({ runId }) => runId), dryRun });
}

function deleteWithTrials(root: string, run: RunView): void {
  const { study } = run.head;
  const hashes = run.trials().map(({ hash }) => hash);
  if (study !== null && hashes.length > 0) {
    keepTrials(root, { run_id: run.runId, study, count: hashes.length, hashes: [...new Set(hashes)] });
  }
  deleteRun(run.directory);
}

/** Folders with nothing but temporary files. */
function emptyFolders(root: string): { runId: string; directory: string }[] {
  return runIds(root)
    .map((runId) => ({ runId, directory: join(experimentsOf(root), runId) }))
    .filter(({ directory }) => {
      const old = Date.now() - statSync(directory).mtimeMs > BEING_MADE;
      return old && readdirSync(directory).every(isLeftover);
    });
}

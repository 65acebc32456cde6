import { readdirSync } from "node:fs";
import { join } from "node:path";
import { checkKeys } from "../core/index.js";
import { runIds } from "./readRun.js";
import { readRunFolder } from "./readRunFolder.js";
import type { RunKind, SeenStatus } from "./record.js";
import { experimentsOf } from "./runFolder.js";
import { RunList, type UnreadableRun } from "./runList.js";
import type { RunView } from "./runView.js";

export interface RunFilter {
  /** Part of the run's name. */
  name?: string;
  status?: SeenStatus;
  kind?: RunKind;
  /** A tag that the run has. */
  tag?: string;
  /** Started at or after this date or instant, `YYYY-MM-DD` or ISO 8601, UTC. */
  since?: string;
  /** The newest so many of those that fit. Default all. */
  limit?: number;
}

/** The runs of the project at `root`, newest first. A broken run is listed as unreadable and hides no other. */
export function listRuns(root: string, filter: RunFilter = {}): RunList {
  checkKeys("tracking.listRuns", filter, ["name", "status", "kind", "tag", "since", "limit"]);
  const { limit = Infinity } = filter;
  const runs: RunView[] = [];
  const unreadable: UnreadableRun[] = [];
  for (const runId of runIds(root).reverse()) {
    if (runs.length >= limit) break;
    const directory = join(experimentsOf(root), runId);
    try {
      const run = readRunFolder(directory);
      if (fits(run, filter)) runs.push(run);
    } catch (error) {
      if (!isBeingMade(directory)) unreadable.push({ runId, reason: (error as Error).message });
    }
  }
  runs.sort((a, b) => (a.record.startedAt < b.record.startedAt ? 1 : -1));
  return new RunList(runs, unreadable);
}

function fits({ record, status }: RunView, filter: RunFilter): boolean {
  return (
    (filter.name === undefined || record.name.includes(filter.name)) &&
    (filter.status === undefined || status === filter.status) &&
    (filter.kind === undefined || record.kind === filter.kind) &&
    (filter.tag === undefined || record.tags.includes(filter.tag)) &&
    (filter.since === undefined || record.startedAt >= filter.since)
  );
}

/** An empty folder is a run in its first millisecond. */
function isBeingMade(directory: string): boolean {
  try {
    return readdirSync(directory).length === 0;
  } catch {
    return true;
  }
}

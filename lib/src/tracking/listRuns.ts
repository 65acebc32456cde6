import { readdirSync } from "node:fs";
import { join } from "node:path";
import { checkInteger, checkKeys, checkOneOf, fail } from "../core/index.js";
import { RunIndex } from "./listing/runIndex.js";
import { runIds } from "./readRun.js";
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
  /** The study that the run belongs to. */
  study?: string;
  /** Id of the run that it is a part of. */
  parent?: string;
  /** Started at or after this date or instant, `YYYY-MM-DD` or ISO 8601, UTC. */
  since?: string;
  /** The newest so many of those that fit. Default all. */
  limit?: number;
}

const STATUSES: readonly SeenStatus[] = ["completed", "failed", "timeout", "interrupted", "running", "died"];

const KINDS: readonly RunKind[] = ["notebook", "interactive", "library"];

/** The runs of the project at `root`, newest first. A broken run is listed as unreadable and hides no other. */
export function listRuns(root: string, filter: RunFilter = {}): RunList {
  checkFilter(filter);
  const { limit = Infinity } = filter;
  const runs: RunView[] = [];
  const unreadable: UnreadableRun[] = [];
  const ids = runIds(root);
  const index = new RunIndex(experimentsOf(root));
  for (const runId of [...ids].reverse()) {
    if (runs.length >= limit && secondOf(runId) !== secondOf(runs[runs.length - 1]?.runId ?? "")) break;
    try {
      const run = index.view(runId);
      if (fits(run, filter)) runs.push(run);
    } catch (error) {
      if (!isBeingMade(join(experimentsOf(root), runId))) {
        unreadable.push({ runId, reason: (error as Error).message });
      }
    }
  }
  index.save(ids);
  runs.sort((a, b) => (a.head.startedAt < b.head.startedAt ? 1 : -1));
  return new RunList(runs.slice(0, limit), unreadable);
}

/** An id says the second of the start; within it the records give the order. */
const secondOf = (runId: string): string => runId.slice(0, 15);

function checkFilter(filter: RunFilter): void {
  const who = "tracking.listRuns";
  checkKeys(who, filter, ["name", "status", "kind", "tag", "study", "parent", "since", "limit"]);
  const { status, kind, since, limit } = filter;
  if (status !== undefined) checkOneOf(who, "status", status, STATUSES);
  if (kind !== undefined) checkOneOf(who, "kind", kind, KINDS);
  if (limit !== undefined && limit !== Infinity) checkInteger(who, "limit", limit, 0);
  if (since !== undefined && !(/^\d{4}-\d\d-\d\d/.test(since) && Number.isFinite(Date.parse(since)))) {
    fail(who, "since must be a date or an instant, YYYY-MM-DD or ISO 8601", { received: since });
  }
}

function fits({ head, status }: RunView, filter: RunFilter): boolean {
  return (
    (filter.name === undefined || head.name.includes(filter.name)) &&
    (filter.status === undefined || status === filter.status) &&
    (filter.kind === undefined || head.kind === filter.kind) &&
    (filter.study === undefined || head.study === filter.study) &&
    (filter.parent === undefined || head.parent === filter.parent) &&
    (filter.tag === undefined || head.tags.includes(filter.tag)) &&
    (filter.since === undefined || head.startedAt >= filter.since)
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

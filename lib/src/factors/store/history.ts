import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, nearest } from "../../core/index.js";
import type { Series, StorePaths } from "./paths.js";

/** One line of a history. Lines are only added, each in one write: writers need no lock, a torn line is skipped. */
interface Event extends Series {
  readonly action: "publish" | "rollback" | "remove";
  readonly key: string;
  /** UTC. */
  readonly at: string;
}

/** The versions of one factor on one dataset. */
export interface History extends Series {
  /** Oldest first; a removed version keeps its number. */
  readonly versions: readonly StoredVersion[];
  /** The key of the version that counts: the newest, unless it was rolled back. */
  readonly current: string;
}

export interface StoredVersion {
  /** `v1`, `v2`, … in the order of publication. */
  readonly version: string;
  readonly key: string;
  /** Deleted by a collection: its values are gone. */
  readonly removed: boolean;
}

export function appendHistory(paths: StorePaths, event: Omit<Event, "at">): void {
  mkdirSync(paths.history, { recursive: true });
  const line = JSON.stringify({ ...event, at: new Date().toISOString() });
  appendFileSync(paths.historyOf(event), `\n${line}\n`);
}

/** The history of a series; `undefined` when it has none. */
export function historyOf(paths: StorePaths, series: Series): History | undefined {
  const file = paths.historyOf(series);
  return existsSync(file) ? read(file) : undefined;
}

/** All histories, by name and dataset. */
export function histories(paths: StorePaths): History[] {
  if (!existsSync(paths.history)) return [];
  return readdirSync(paths.history)
    .flatMap((name) => read(join(paths.history, name)) ?? [])
    .sort((a, b) => compare(a.name, b.name) || compare(a.dataset, b.dataset));
}

/** The one history of this name, or an error that says what there is. */
export function findHistory(paths: StorePaths, name: string, dataset?: string): History {
  const all = histories(paths);
  const found = all.filter(
    (each) => each.name === name && (dataset === undefined || each.dataset === dataset),
  );
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    const datasets = found.map((each) => each.dataset).join(", ");
    fail("factors.store", `${name} is stored for several datasets: ${datasets}`, {
      fix: "say which dataset",
    });
  }
  const near = nearest(name, [...new Set(all.map((each) => each.name))]);
  return fail("factors.store", "no such factor is stored", {
    received: dataset === undefined ? name : `${name} on ${dataset}`,
    fix: near && `did you mean ${near}?`,
  });
}

/** A version of a history by its name; default the current one. */
export function versionOf(history: History, version?: string): StoredVersion {
  const found = history.versions.find((each) =>
    version === undefined ? each.key === history.current : each.version === version,
  );
  if (found && !found.removed) return found;
  const known = history.versions.filter(({ removed }) => !removed).map((each) => each.version);
  return fail("factors.store", `${history.name} has no such version; it has ${known.join(", ")}`, {
    received: version,
  });
}

function read(file: string): History | undefined {
  const events = readFileSync(file, "utf8").split("\n").flatMap(parsed);
  if (events.length === 0) return undefined;
  const versions = new Map<string, { version: string; key: string; removed: boolean }>();
  let current = "";
  for (const { action, key } of events) {
    const known = versions.get(key);
    if (action === "publish" && !known)
      versions.set(key, { version: `v${versions.size + 1}`, key, removed: false });
    else if (known) known.removed = action === "remove";
    if (action !== "remove") current = key;
  }
  const { name, dataset } = events[0];
  return { name, dataset, versions: [...versions.values()], current };
}

function parsed(line: string): Event[] {
  try {
    const event: Event = JSON.parse(line);
    return typeof event?.key === "string" && typeof event.name === "string" ? [event] : [];
  } catch {
    return [];
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

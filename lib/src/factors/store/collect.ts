import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { readEntry } from "./entry.js";
import { appendHistory, histories } from "./history.js";
import type { StorePaths } from "./paths.js";
import { Damaged } from "./segments.js";
import { entryKeys } from "./storeCheck.js";

export interface CollectOptions {
  /** Versions kept of each factor, the newest and the current one. Default: all. */
  keep?: number;
  /** Files that no version names are left alone while they are younger: a writer may be at work. [minutes] Default 60. */
  olderThan?: number;
}

/** What a collection deleted. */
export interface Collected {
  readonly versions: number;
  readonly files: number;
  readonly bytes: number;
}

/** Delete versions beyond those kept, and what no version needs: entries, values, leftovers of killed writers. */
export function collect(paths: StorePaths, { keep = Infinity, olderThan = 60 }: CollectOptions): Collected {
  const { kept, removed } = chooseVersions(paths, keep);
  const isOld = (file: string) => statSync(file).mtimeMs <= Date.now() - olderThan * 60_000;
  const needed = new Set<string>();
  const freed = new Set<string>();
  const doomed: string[] = [];
  for (const key of entryKeys(paths)) {
    const values = valuesOf(paths, key);
    const file = paths.entry(key);
    const goes = !kept.has(key) && (removed.has(key) || isOld(file));
    if (goes) doomed.push(file);
    for (const sha of values) (goes ? freed : needed).add(sha);
  }
  for (const file of [...filesIn(paths.values), ...filesIn(paths.entries)]) {
    const sha = /([0-9a-f]{64})\.f64$/.exec(file)?.[1];
    const unneeded = sha === undefined ? file.endsWith(".tmp") : !needed.has(sha);
    if (unneeded && (isOld(file) || (sha !== undefined && freed.has(sha)))) doomed.push(file);
  }
  const bytes = doomed.reduce((sum, file) => sum + statSync(file).size, 0);
  for (const file of doomed) rmSync(file, { force: true });
  return { versions: removed.size, files: doomed.length, bytes };
}

/** The keys that stay, and those that go: they are marked as removed in their history first. */
function chooseVersions(paths: StorePaths, keep: number): { kept: Set<string>; removed: Set<string> } {
  const kept = new Set<string>();
  const removed = new Set<string>();
  for (const { versions, current, name, dataset } of histories(paths)) {
    const there = versions.filter((version) => !version.removed);
    for (const [i, { key }] of there.entries()) {
      if (key === current || i >= there.length - keep) kept.add(key);
      else {
        appendHistory(paths, { name, dataset, action: "remove", key });
        removed.add(key);
      }
    }
  }
  return { kept, removed };
}

/** Which files of values an entry needs; unknown when it is damaged. */
function valuesOf(paths: StorePaths, key: string): string[] {
  try {
    return readEntry(paths, key)?.segments.map(({ sha }) => sha) ?? [];
  } catch (error) {
    if (error instanceof Damaged) return [];
    throw error;
  }
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const inside = readdirSync(folder, { recursive: true, withFileTypes: true });
  return inside.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}

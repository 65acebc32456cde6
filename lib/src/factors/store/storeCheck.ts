import { existsSync, readdirSync } from "node:fs";
import { type Showable, showsItself, TableView } from "../../core/index.js";
import { readEntry } from "./entry.js";
import { histories } from "./history.js";
import type { StorePaths } from "./paths.js";
import { Damaged, readRows, type Segment } from "./segments.js";

/** A stored version that is not as it was written. */
export interface StoreProblem {
  readonly name: string;
  readonly dataset: string;
  readonly version: string;
  readonly key: string;
  readonly problem: string;
}

/** The result of reading and re-hashing everything in a store. */
export class StoreCheck implements Showable {
  constructor(
    /** Versions that were read. */
    readonly checked: number,
    /** What is damaged or missing; empty when all is well. */
    readonly problems: readonly StoreProblem[],
  ) {}

  /** Whether nothing is damaged or missing. */
  get ok(): boolean {
    return this.problems.length === 0;
  }

  toText(): string {
    return this.#table().toText();
  }
  toHtml(): string {
    return this.#table().toHtml();
  }

  #table(): TableView {
    const rows = this.problems.map(({ name, dataset, version, problem }) => ({
      name,
      dataset,
      version,
      problem,
    }));
    return new TableView(rows, {
      title: this.ok
        ? `${this.checked} stored versions are as they were written`
        : `${this.problems.length} of ${this.checked} stored versions are not as they were written`,
      columns: this.ok ? [] : ["name", "dataset", "version", "problem"].map((key) => ({ key })),
      note: this.ok ? "" : "they are computed again when they are asked for",
    });
  }
}
showsItself(StoreCheck);

/** Read every version of every history, and every entry beside them. */
export function checkStore(paths: StorePaths): StoreCheck {
  const problems: StoreProblem[] = [];
  const seen = new Set<string>();
  const problemOf = entryChecker(paths);
  for (const { name, dataset, versions } of histories(paths)) {
    for (const { version, key, removed } of versions) {
      if (removed) continue;
      seen.add(key);
      const problem = problemOf(key);
      if (problem) problems.push({ name, dataset, version, key, problem });
    }
  }
  for (const key of entryKeys(paths).filter((each) => !seen.has(each))) {
    seen.add(key);
    const problem = problemOf(key);
    if (problem) problems.push({ name: "", dataset: "", version: "", key, problem });
  }
  return new StoreCheck(seen.size, problems);
}

/** The keys of all entries, sorted. */
export function entryKeys(paths: StorePaths): string[] {
  if (!existsSync(paths.entries)) return [];
  return readdirSync(paths.entries)
    .flatMap((file) => /^([0-9a-f]{64})\.json$/.exec(file)?.[1] ?? [])
    .sort();
}

/** Says what is wrong with an entry; a file that several entries share is read once. */
function entryChecker(paths: StorePaths): (key: string) => string {
  const intact = new Set<string>();
  const check = (segment: Segment, width: number) => {
    if (intact.has(segment.sha)) return;
    readRows(paths, [segment], { width, start: 0, end: segment.rows });
    intact.add(segment.sha);
  };
  return (key) => {
    try {
      const entry = readEntry(paths, key);
      if (!entry) return "its description is gone";
      for (const segment of entry.segments) check(segment, entry.symbols.length);
      return "";
    } catch (error) {
      if (error instanceof Damaged) return error.message;
      throw error;
    }
  };
}

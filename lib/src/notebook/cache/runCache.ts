import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DataUse, writeAtomic } from "../../core/index.js";
import { type RunView, readRunFolder } from "../../tracking/index.js";
import { projectLake } from "./projectLake.js";
import { inputsKey, type RunInputs } from "./runInputs.js";

const FILE = "inputs.json";

/** What the cache says about a run that is to be made. */
export interface Remembered {
  /** The completed run that answers it. */
  readonly run: RunView | null;
  /** Why there is none: no earlier run of this name, or what differs from the newest one. Empty with a run. */
  readonly reason: string;
}

interface Entry {
  readonly directory: string;
  readonly inputs: RunInputs;
}

/** What a dataset is now: its content, and from when on it is locked; undefined when there is none. */
type DatasetState = (dataset: string) => { fingerprint: string; lockedFrom?: string } | undefined;

/**
 * Completed runs of a project by what went into them. A run is answered by an earlier one with equal inputs, provided
 * that every dataset which that one read still has the content it had.
 */
export class RunCache {
  private entries: Entry[] | undefined;

  constructor(
    private readonly root: string,
    private readonly stateOf: DatasetState = inLake(root),
  ) {}

  /** The newest run that can answer, or why there is none. */
  find(inputs: RunInputs): Remembered {
    this.entries ??= readEntries(join(this.root, "experiments"));
    const key = inputsKey(inputs);
    const runs = this.entries.flatMap((each) =>
      inputsKey(each.inputs) === key ? completed(each.directory) : [],
    );
    runs.sort((a, b) => (a.record.startedAt < b.record.startedAt ? 1 : -1));
    const run = runs.find(({ record }) => this.changedData(record.data) === undefined);
    if (run) return { run, reason: "" };
    if (runs.length === 0) return { run: null, reason: difference(this.entries, inputs) };
    const { run_id, data } = runs[0].record;
    return { run: null, reason: `dataset ${this.changedData(data)} has changed since ${run_id}` };
  }

  private changedData(uses: readonly DataUse[]): string | undefined {
    return uses.find(({ dataset, fingerprint, holdout }) => {
      const now = this.stateOf(dataset);
      return now?.fingerprint !== fingerprint || now.lockedFrom !== holdout?.from;
    })?.dataset;
  }
}

/** Keep what went into a completed run in its folder, so that it can answer later ones. */
export function rememberInputs(directory: string, inputs: RunInputs): void {
  writeAtomic(join(directory, FILE), `${JSON.stringify(inputs, null, 2)}\n`);
}

function inLake(root: string): DatasetState {
  const lake = projectLake(root);
  return (dataset) => {
    const [, table] = /^events\/(.+)$/.exec(dataset) ?? [];
    if (table !== undefined && lake.eventTables().includes(table)) return lake.eventVersions(table).at(-1);
    if (!lake.datasets().includes(dataset)) return undefined;
    return { fingerprint: lake.version(dataset).fingerprint, lockedFrom: lake.holdout(dataset)?.from };
  };
}

function readEntries(experiments: string): Entry[] {
  if (!existsSync(experiments)) return [];
  return readdirSync(experiments)
    .sort()
    .flatMap((name) => readEntry(join(experiments, name)));
}

/** A file that is missing or damaged is a run that cannot answer. */
function readEntry(directory: string): Entry[] {
  try {
    return [{ directory, inputs: JSON.parse(readFileSync(join(directory, FILE), "utf8")) as RunInputs }];
  } catch {
    return [];
  }
}

/** The run as it was left, if its record, its notebook and its report are still there. */
function completed(directory: string): RunView[] {
  if (!["notebook.ipynb", "report.html"].every((file) => existsSync(join(directory, file)))) return [];
  try {
    const run = readRunFolder(directory);
    return run.status === "completed" ? [run] : [];
  } catch {
    return [];
  }
}

function difference(entries: readonly Entry[], inputs: RunInputs): string {
  const last = entries.filter((each) => each.inputs.name === inputs.name).at(-1);
  if (!last) return "no earlier run of this name";
  const parts = Object.keys(inputs) as (keyof RunInputs)[];
  const differs = parts.filter((part) => last.inputs[part] !== inputs[part]);
  return differs.length > 0
    ? `differs from the newest one in ${differs.join(", ")}`
    : "the earlier one is incomplete";
}

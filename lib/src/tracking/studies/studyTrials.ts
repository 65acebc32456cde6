import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { listRuns } from "../listRuns.js";
import { FILES } from "../runState.js";
import { forgottenTrials } from "./forgottenTrials.js";

/** What the runs of a study have tried. */
export interface StudyTrials {
  readonly runs: number;
  /** Reported trials, repetitions included. */
  readonly count: number;
  /** The hashes of the different variants. */
  readonly hashes: ReadonlySet<string>;
}

/** What the runs of `study` in the project at `root`, deleted ones too, have tried so far, without the run `except`. */
export function studyTrials(root: string, study: string, except?: string): StudyTrials {
  const directories = listRuns(root, { study })
    .runs.filter(({ runId }) => runId !== except)
    .map(({ directory }) => directory);
  const tried = directories.flatMap(trialHashes);
  const there = new Set(directories.map((directory) => basename(directory)));
  const forgotten = [...forgottenTrials(root, study).values()].filter(({ run_id }) => !there.has(run_id));
  return {
    runs: directories.length,
    count: forgotten.reduce((sum, { count }) => sum + count, tried.length),
    hashes: new Set([...tried, ...forgotten.flatMap(({ hashes }) => hashes)]),
  };
}

const TRIAL = '{"type":"trial"';

/** The hashes of a run's trials, repetitions included. */
function trialHashes(directory: string): string[] {
  return journalText(directory)
    .split("\n")
    .flatMap((line) => (line.startsWith(TRIAL) ? hashOf(line) : []));
}

function hashOf(line: string): string[] {
  try {
    const { trial } = JSON.parse(line) as { trial: { hash: unknown } };
    return typeof trial.hash === "string" ? [trial.hash] : [];
  } catch {
    return [];
  }
}

function journalText(directory: string): string {
  try {
    return readFileSync(join(directory, FILES.journal), "utf8");
  } catch {
    return "";
  }
}

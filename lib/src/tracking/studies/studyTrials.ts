import type { Trial } from "../../core/index.js";
import { listRuns } from "../listRuns.js";
import type { RunView } from "../runView.js";
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
  const runs = listRuns(root, { study }).runs.filter(({ runId }) => runId !== except);
  const trials = runs.map((run) => run.trials());
  return trialsByStudy(root, runs, trials).get(study) ?? { runs: 0, count: 0, hashes: new Set() };
}

/** What each study has tried: `runs`, which are all that there are of it, with their trials, and deleted runs. */
export function trialsByStudy(
  root: string,
  runs: readonly RunView[],
  trials: readonly (readonly Trial[])[],
): ReadonlyMap<string, StudyTrials> {
  const there = new Set(runs.map(({ runId }) => runId));
  const tried = runs.map(({ head: { study } }, i) => {
    const hashes = trials[i].map(({ hash }) => hash);
    return { study, runs: 1, count: hashes.length, hashes };
  });
  const forgotten = forgottenTrials(root)
    .filter(({ run_id }) => !there.has(run_id))
    .map((each) => ({ ...each, runs: 0 }));
  const studies = new Map<string, { runs: number; count: number; hashes: Set<string> }>();
  for (const { study, runs, count, hashes } of [...tried, ...forgotten]) {
    if (study === null) continue;
    const known = studies.get(study) ?? { runs: 0, count: 0, hashes: new Set() };
    for (const hash of hashes) known.hashes.add(hash);
    known.runs += runs;
    known.count += count;
    studies.set(study, known);
  }
  return studies;
}

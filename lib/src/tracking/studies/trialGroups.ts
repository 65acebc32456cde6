import type { Trial } from "../../core/index.js";
import type { RunView } from "../runView.js";
import { trialsByStudy } from "./studyTrials.js";

/** Whose trials are counted together. */
export type TrialGroup = `study ${string}` | `sweep ${string}` | `run ${string}` | "these runs";

export interface TrialGroups {
  /** A run's study; where it has none `together`, the run that it is a part of with all its parts, or itself. */
  readonly groupOf: (run: RunView) => TrialGroup;
  /** How many different variants a group has tried, until now. */
  readonly triedBy: (group: TrialGroup) => number;
}

/** What runs tried, by who tried it together. `runs` are all that there are, with their `trials`. */
export function trialGroups(
  root: string,
  { runs, trials }: { runs: readonly RunView[]; trials: readonly (readonly Trial[])[] },
  together?: ReadonlySet<string>,
): TrialGroups {
  const wholes = new Set(runs.map(({ head }) => head.parent));
  const groupOf = ({ runId, head: { study, parent } }: RunView): TrialGroup => {
    if (study !== null) return `study ${study}`;
    if (together?.has(runId)) return "these runs";
    return parent !== null || wholes.has(runId) ? `sweep ${parent ?? runId}` : `run ${runId}`;
  };
  const tried = new Map<TrialGroup, Set<string>>();
  runs.forEach((run, i) => {
    const hashes = tried.get(groupOf(run)) ?? new Set();
    for (const { hash } of trials[i]) hashes.add(hash);
    tried.set(groupOf(run), hashes);
  });
  const studies = trialsByStudy(root, runs, trials);
  return {
    groupOf,
    triedBy: (group) =>
      (group.startsWith("study ") ? studies.get(group.slice(6))?.hashes : tried.get(group))?.size ?? 0,
  };
}

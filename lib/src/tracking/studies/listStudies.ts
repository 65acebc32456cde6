import { factsOf } from "../listing/factsOf.js";
import { listRuns } from "../listRuns.js";
import type { RunView } from "../runView.js";
import { StudyList } from "./studyList.js";
import { trialsByStudy } from "./studyTrials.js";

/** The studies of the project at `root`, the one with the newest run first, with what each has tried. */
export function listStudies(root: string): StudyList {
  const runs = listRuns(root).runs.filter(({ head }) => head.study !== null);
  const trials = factsOf(runs).map((facts) => facts.trials);
  const tried = trialsByStudy(root, runs, trials);
  const byStudy = new Map<string, RunView[]>();
  for (const run of runs) {
    const study = run.head.study as string;
    const own = byStudy.get(study) ?? [];
    own.push(run);
    byStudy.set(study, own);
  }
  return new StudyList(
    [...byStudy].map(([study, own]) => ({
      study,
      runs: own.length,
      completed: own.filter(({ status }) => status === "completed").length,
      trials: { count: tried.get(study)?.count ?? 0, distinct: tried.get(study)?.hashes.size ?? 0 },
      first: own[own.length - 1].head.startedAt,
      last: own[0].head.startedAt,
    })),
  );
}

import { listRuns } from "../listRuns.js";
import { StudyList } from "./studyList.js";
import { studyTrials } from "./studyTrials.js";

/** The studies of the project at `root`, the one with the newest run first, with what each has tried. */
export function listStudies(root: string): StudyList {
  const { runs } = listRuns(root);
  const names = new Set(runs.flatMap(({ head }) => head.study ?? []));
  return new StudyList(
    [...names].map((study) => {
      const { count, hashes } = studyTrials(root, study);
      const own = runs.filter(({ head }) => head.study === study);
      return {
        study,
        runs: own.length,
        completed: own.filter(({ status }) => status === "completed").length,
        trials: { count, distinct: hashes.size },
        first: own[own.length - 1].head.startedAt,
        last: own[0].head.startedAt,
      };
    }),
  );
}

import { escapeHtml } from "../core/index.js";
import type { ReportRun } from "./run.js";

/** What is tried beside or after a run is not in its own corrections, but in those of a leaderboard. */
export function trialWarnings(run: ReportRun | undefined): string[] {
  if (!run?.trials?.distinct) return [];
  if (run.study) {
    const name = escapeHtml(run.study);
    return [
      `Corrections for trials count what the study ${name} had tried when they were made. <code>assay runs leaderboard --study ${name}</code> counts what was tried beside and after this run, too.`,
    ];
  }
  return run.parent
    ? [
        `This run is a part of <code>${escapeHtml(run.parent)}</code>: its corrections do not count what the other parts tried. The summary of that run and <code>assay runs leaderboard</code> do.`,
      ]
    : [];
}

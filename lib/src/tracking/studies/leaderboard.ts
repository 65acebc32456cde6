import { checkKeys, checkNumber } from "../../core/index.js";
import { deflatedSharpe } from "../../risk/index.js";
import { dataKeys } from "../compare/sameness.js";
import { listRuns } from "../listRuns.js";
import type { RunView } from "../runView.js";
import { Leaderboard, type LeaderboardRow } from "./leaderboardView.js";
import { type SharpeEntry, sharpeEntries } from "./sharpeEntries.js";
import { studyTrials } from "./studyTrials.js";

export interface LeaderboardOptions {
  /** Only the runs of this study. Default all runs. */
  study?: string;
  /** What to rank by, highest first: `deflatedSharpe`, or a metric of the backtest, e.g. `calmar`. Default `deflatedSharpe`. */
  by?: string;
  /** Periods per year of the Sharpe ratios. Default 252. */
  periodsPerYear?: number;
}

/**
 * The completed runs that logged a backtest (`run.log(backtest.metrics())`), ranked by deflated Sharpe ratio: the probability
 * that the true Sharpe ratio is above the best one to expect from as many trials without skill. The number of trials is that
 * of the run's study, or of the run alone when it has none, and never less than the strategies listed of that study.
 */
export function leaderboard(root: string, options: LeaderboardOptions = {}): Leaderboard {
  const who = "tracking.leaderboard";
  checkKeys(who, options, ["study", "by", "periodsPerYear"]);
  const { study, by = "deflatedSharpe", periodsPerYear = 252 } = options;
  checkNumber(who, "periodsPerYear", periodsPerYear, { min: Number.MIN_VALUE });
  const { runs } = listRuns(root, { status: "completed", ...(study !== undefined && { study }) });
  const entries = runs.flatMap((run) => sharpeEntries(run, periodsPerYear));
  const trialsOf = trialCounts(root, entries);
  const groups = [...new Set(entries.map(({ run }) => dataKeys(run.record.data)))];
  const rows = entries.map((entry) => rowOf(entry, { trials: trialsOf(entry.run), groups, by }));
  const known = (value: number) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);
  rows.sort((a, b) => known(b.score) - known(a.score) || b.sharpe - a.sharpe);
  const without = runs.length - new Set(entries.map(({ run }) => run)).size;
  return new Leaderboard(rows, { by, without, study });
}

/** How many trials each run is corrected for; a study's journals are read once. */
function trialCounts(root: string, entries: readonly SharpeEntry[]): (run: RunView) => number {
  const counts = new Map<string, number>();
  return ({ runId, head }) => {
    const { study, trials } = head;
    const key = study === null ? `run ${runId}` : `study ${study}`;
    const known = counts.get(key);
    if (known !== undefined) return known;
    const tried = study === null ? trials.distinct : studyTrials(root, study).hashes.size;
    const listed = entries.filter(({ run }) =>
      study === null ? run.runId === runId : run.head.study === study,
    );
    const count = Math.max(tried, listed.length);
    counts.set(key, count);
    return count;
  };
}

function rowOf(
  { run, prefix, moments }: SharpeEntry,
  { trials, groups, by }: { trials: number; groups: readonly string[]; by: string },
): LeaderboardRow {
  const { value, expectedMaximum } = deflatedSharpe(moments, { trials });
  return {
    run,
    strategy: prefix.slice(0, -1),
    score: by === "deflatedSharpe" ? value : (run.metrics[`${prefix}${by}`] ?? Number.NaN),
    deflatedSharpe: value,
    sharpe: moments.sharpe,
    expectedMaximum,
    trials,
    sessions: moments.n,
    data: groups.indexOf(dataKeys(run.record.data)) + 1,
  };
}

import { checkKeys, checkNumber } from "../../core/index.js";
import { deflatedSharpe } from "../../risk/index.js";
import { dataKeys } from "../compare/sameness.js";
import { factsOf } from "../listing/factsOf.js";
import { metricOf, type RunFacts } from "../listing/runFacts.js";
import { listRuns } from "../listRuns.js";
import type { RunRecord } from "../record.js";
import type { RunView } from "../runView.js";
import { Leaderboard, type LeaderboardRow } from "./leaderboardView.js";
import { type SharpeEntry, sharpeEntries } from "./sharpeEntries.js";
import { type StudyTrials, trialsByStudy } from "./studyTrials.js";

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
  const { runs } = listRuns(root, study === undefined ? {} : { study });
  const facts = factsOf(runs);
  const entries = runs.flatMap((run, i) =>
    run.status === "completed"
      ? sharpeEntries(facts[i].metrics, periodsPerYear).map((entry) => ({ ...entry, run, facts: facts[i] }))
      : [],
  );
  const trialsOf = trialCounts(
    entries,
    trialsByStudy(
      root,
      runs,
      facts.map(({ trials }) => trials),
    ),
  );
  const groups = new Map<string, Group>();
  const groupOf = ({ facts: { data } }: Entry): number => {
    const key = dataKeys(data);
    const group = groups.get(key) ?? { number: groups.size + 1, text: dataText(data) };
    groups.set(key, group);
    return group.number;
  };
  const rows = entries.map((entry) =>
    rowOf(entry, { trials: trialsOf(entry.run), data: groupOf(entry), by }),
  );
  const known = (value: number) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);
  rows.sort((a, b) => known(b.score) - known(a.score) || b.sharpe - a.sharpe);
  const completed = runs.filter(({ status }) => status === "completed").length;
  const without = completed - new Set(entries.map(({ run }) => run)).size;
  return new Leaderboard(rows, {
    by,
    without,
    study,
    spans: Array.from(groups.values(), ({ text }) => text),
  });
}

interface Entry extends SharpeEntry {
  readonly run: RunView;
  readonly facts: RunFacts;
}

/** Runs that read the same data over the same span. */
interface Group {
  readonly number: number;
  readonly text: string;
}

/** How many trials each run is corrected for: at least as many as there are strategies listed. */
function trialCounts(
  entries: readonly Entry[],
  tried: ReadonlyMap<string, StudyTrials>,
): (run: RunView) => number {
  const listed = new Map<string, number>();
  const keyOf = ({ runId, head }: RunView) => (head.study === null ? `run ${runId}` : `study ${head.study}`);
  for (const { run } of entries) listed.set(keyOf(run), (listed.get(keyOf(run)) ?? 0) + 1);
  return (run) => {
    const { study, trials } = run.head;
    const distinct = study === null ? trials.distinct : (tried.get(study)?.hashes.size ?? 0);
    return Math.max(distinct, listed.get(keyOf(run)) ?? 0);
  };
}

function rowOf(
  { run, facts, prefix, moments }: Entry,
  { trials, data, by }: { trials: number; data: number; by: string },
): LeaderboardRow {
  const { value, expectedMaximum } = deflatedSharpe(moments, { trials });
  return {
    run,
    strategy: prefix.slice(0, -1),
    score: by === "deflatedSharpe" ? value : (metricOf(facts.metrics, `${prefix}${by}`) ?? Number.NaN),
    deflatedSharpe: value,
    sharpe: moments.sharpe,
    expectedMaximum,
    trials,
    sessions: moments.n,
    data,
    readHoldout: facts.data.some(({ holdout }) => holdout !== undefined && holdout.reads > 0),
  };
}

const dataText = (data: RunRecord["data"]): string =>
  data
    .map((use) => `${use.dataset} ${use.version} ${use.fingerprint.slice(0, 8)}, ${use.from} to ${use.to}`)
    .join("; ") || "not recorded";

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
import { type TrialGroup, type TrialGroups, trialGroups } from "./trialGroups.js";

export interface LeaderboardOptions {
  /** Only the runs of this study. Default all runs. */
  study?: string;
  /** Only these runs, by id, which were chosen among together, e.g. those of a sweep. Default all runs. */
  together?: readonly string[];
  /** What to rank by, highest first: `deflatedSharpe`, or a metric of the backtest, e.g. `calmar`. Default `deflatedSharpe`. */
  by?: string;
  /** Periods per year of the Sharpe ratios. Default 252. */
  periodsPerYear?: number;
}

/**
 * The completed runs that logged a backtest (`run.log(backtest.metrics())`), ranked by deflated Sharpe ratio: the probability
 * that the true Sharpe ratio is above the best one to expect from as many trials without skill. The number of trials is that
 * of the run's study; where it has none, of all runs of its sweep, or of the runs `together`; else of the run alone. What was
 * tried after a run, or beside it, counts too. It is never less than the strategies listed with it.
 */
export function leaderboard(root: string, options: LeaderboardOptions = {}): Leaderboard {
  const who = "tracking.leaderboard";
  checkKeys(who, options, ["study", "together", "by", "periodsPerYear"]);
  const { study, by = "deflatedSharpe", periodsPerYear = 252 } = options;
  checkNumber(who, "periodsPerYear", periodsPerYear, { min: Number.MIN_VALUE });
  const { runs } = listRuns(root, study === undefined ? {} : { study });
  const facts = factsOf(runs);
  const together = options.together && new Set(options.together);
  const isListed = ({ runId, status }: RunView) => status === "completed" && (together?.has(runId) ?? true);
  const entries = runs.flatMap((run, i) =>
    isListed(run)
      ? sharpeEntries(facts[i].metrics, periodsPerYear).map((entry) => ({ ...entry, run, facts: facts[i] }))
      : [],
  );
  const trialsOf = trialCounts(
    entries,
    trialGroups(root, { runs, trials: facts.map(({ trials }) => trials) }, together),
  );
  const spans = new Map<string, Span>();
  const dataOf = ({ facts: { data } }: Entry): number => {
    const key = dataKeys(data);
    const span = spans.get(key) ?? { number: spans.size + 1, text: dataText(data) };
    spans.set(key, span);
    return span.number;
  };
  const rows = entries.map((entry) => rowOf(entry, { ...trialsOf(entry.run), data: dataOf(entry), by }));
  const known = (value: number) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);
  rows.sort((a, b) => known(b.score) - known(a.score) || b.sharpe - a.sharpe);
  const logged = new Set(entries.map(({ run }) => run));
  const without = runs.filter((run) => isListed(run) && !logged.has(run));
  return new Leaderboard(rows, {
    by,
    without,
    study,
    spans: Array.from(spans.values(), ({ text }) => text),
  });
}

interface Entry extends SharpeEntry {
  readonly run: RunView;
  readonly facts: RunFacts;
}

/** What runs over the same data read. */
interface Span {
  readonly number: number;
  readonly text: string;
}

/** How many trials each run is corrected for, and whose: at least as many as there are strategies listed. */
function trialCounts(
  entries: readonly Entry[],
  { groupOf, triedBy }: TrialGroups,
): (run: RunView) => { trials: number; tried: TrialGroup } {
  const listed = new Map<TrialGroup, number>();
  for (const { run } of entries) listed.set(groupOf(run), (listed.get(groupOf(run)) ?? 0) + 1);
  return (run) => {
    const tried = groupOf(run);
    const own = run.head.study === null ? run.head.trials.distinct : 0;
    return { tried, trials: Math.max(own, triedBy(tried), listed.get(tried) ?? 0) };
  };
}

function rowOf(
  { run, facts, prefix, moments }: Entry,
  { by, ...of }: { trials: number; tried: TrialGroup; data: number; by: string },
): LeaderboardRow {
  const { value, expectedMaximum } = deflatedSharpe(moments, { trials: of.trials });
  return {
    run,
    strategy: prefix.slice(0, -1),
    score: by === "deflatedSharpe" ? value : (metricOf(facts.metrics, `${prefix}${by}`) ?? Number.NaN),
    deflatedSharpe: value,
    sharpe: moments.sharpe,
    expectedMaximum,
    sessions: moments.n,
    ...of,
    readHoldout: facts.data.some(({ holdout }) => holdout !== undefined && holdout.reads > 0),
  };
}

const dataText = (data: RunRecord["data"]): string =>
  data
    .map((use) => `${use.dataset} ${use.version} ${use.fingerprint.slice(0, 8)}, ${use.from} to ${use.to}`)
    .join("; ") || "not recorded";

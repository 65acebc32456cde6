import { type LeaderboardRow, metricOf, type NamedValues } from "../../tracking/index.js";

/** The figures by which runs are told apart at a glance; `NaN` where a run has none. */
export interface Headline {
  /** Mean rank IC at the first horizon that was logged. */
  readonly rankIc: number;
  /** That horizon, in sessions. */
  readonly horizon: number;
  /** Its t-statistic. */
  readonly t: number;
  /** Per year; of the best strategy where a run has several. */
  readonly sharpe: number;
  /** Probability of skill after all trials of the study. */
  readonly deflated: number;
}

/** @param row the best row of the run on the leaderboard */
export function headline(metrics: NamedValues, row: LeaderboardRow | undefined): Headline {
  const of = (name: string) => metricOf(metrics, name) ?? Number.NaN;
  const [name = "", prefix = "", horizon = "NaN"] = firstRankIc(metrics.names);
  return {
    rankIc: of(name),
    horizon: Number(horizon),
    t: of(`${prefix}rank_ic_t_h${horizon}`),
    sharpe: row?.sharpe ?? of("sharpe"),
    deflated: row?.deflatedSharpe ?? Number.NaN,
  };
}

const firsts = new WeakMap<readonly string[], readonly string[]>();

/** Name, prefix and horizon of the first mean rank IC; none where several factors have one: the first says nothing of the others. */
function firstRankIc(names: readonly string[]): readonly string[] {
  const known = firsts.get(names);
  if (known) return known;
  const found = names.flatMap((name) => {
    const match = /^(|.*[./])rank_ic_mean_h(\d+)$/.exec(name);
    return match ? [[...match]] : [];
  });
  const first = found.every(([, prefix]) => prefix === found[0][1]) ? (found[0] ?? []) : [];
  firsts.set(names, first);
  return first;
}

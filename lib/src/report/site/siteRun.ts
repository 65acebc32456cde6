import { basename } from "node:path";
import { canonicalJson } from "../../core/index.js";
import {
  factsOf,
  type Leaderboard,
  leaderboard,
  listRuns,
  type RunFacts,
  type RunView,
  runsWhere,
  type UnreadableRun,
} from "../../tracking/index.js";
import { type Headline, headline } from "./headline.js";

/** A run, with what pages other than its own say of it. */
export interface SiteRun {
  /** The name of its folder, here as in `experiments/`. */
  readonly id: string;
  readonly view: RunView;
  readonly facts: RunFacts;
  readonly headline: Headline;
}

/** The runs of a site, newest first, and those that could not be read. */
export interface SiteRuns {
  readonly runs: readonly SiteRun[];
  readonly unreadable: readonly UnreadableRun[];
  /** Of all runs of the project. */
  readonly board: Leaderboard;
}

/** The runs of the project at `root`, or those for which a condition in SQL holds (`runsWhere`). */
export async function siteRuns(root: string, where?: string): Promise<SiteRuns> {
  const all = listRuns(root);
  const { runs, unreadable } = where === undefined ? all : await runsWhere(all, where);
  const facts = factsOf(runs);
  const board = leaderboard(root);
  const best = new Map([...board.rows].reverse().map((row) => [row.run.runId, row]));
  return {
    board,
    runs: runs.map((view, i) => ({
      id: basename(view.directory),
      view,
      facts: facts[i],
      headline: headline(facts[i].metrics, best.get(view.runId)),
    })),
    unreadable,
  };
}

/** The folder of a run's page, from the top of the site. */
export const runPath = (id: string): string => `runs/${id}`;

/** The address of a run's page. */
export const runHref = (id: string, top = ""): string => `${top}runs/${encodeURIComponent(id)}/index.html`;

/** What a page says of another run, as one text: when it changes, the page does. */
export function mentionOf({
  id,
  view: { head, status },
  headline: figures,
  facts: { data, notebook },
}: SiteRun): string {
  const { name, startedAt, params, trials, study, tags } = head;
  const said = { name, startedAt, params, trials, study, tags };
  return canonicalJson({ id, status, said, figures: Object.values(figures).map(String), data, notebook });
}

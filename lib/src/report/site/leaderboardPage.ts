import { counted, Link, TableView } from "../../core/index.js";
import type { Leaderboard } from "../../tracking/index.js";
import { paramsFace } from "./pieces.js";
import { heading, sitePage, warningsOf } from "./sitePage.js";
import { runHref, type SiteRun } from "./siteRun.js";
import { studyPath } from "./studyPath.js";

/** Rows of a leaderboard that a page shows. */
const ROWS = 200;

/** All runs with a backtest, ranked by deflated Sharpe ratio. */
export function leaderboardPage(board: Leaderboard, runs: readonly SiteRun[]): string {
  const lead =
    "Ranked by deflated Sharpe ratio: the probability that the true Sharpe ratio is above the best one to expect by luck from as many trials.";
  const body = [heading("Leaderboard", lead), warningsOf(board.warnings), boardTable(board, runs)].join("\n");
  return sitePage({ title: "Leaderboard", place: "Leaderboard", wide: true, body });
}

/**
 * The rows of a leaderboard whose runs are on the site, with links.
 *
 * @param varied of one study: the parameters to show; default: all of them, and the study
 */
export function boardTable(
  { rows: ranked }: Leaderboard,
  runs: readonly SiteRun[],
  { top = "", varied }: { top?: string; varied?: ReadonlySet<string> } = {},
): string {
  const places = new Map(runs.map((run) => [run.view.directory, run]));
  const rows = ranked.flatMap((row, i) => {
    const run = places.get(row.run.directory);
    if (!run) return [];
    const { name, params, study } = row.run.head;
    return [
      {
        ...row,
        rank: i + 1,
        run: new Link(name, runHref(run.id, top)),
        params: paramsFace(params, varied),
        study: study === null ? null : new Link(study, top + studyPath(study)),
        holdout: row.readHoldout ? "read" : null,
      },
    ];
  });
  if (rows.length === 0) return '<p class="st-said">No completed run logged a backtest.</p>';
  const several = rows.some(({ strategy }) => strategy !== "");
  const columns = [
    { key: "rank", format: "integer" as const },
    { key: "run" },
    ...(several ? [{ key: "strategy" }] : []),
    { key: "params", label: "parameters" },
    {
      key: "deflatedSharpe",
      label: "deflated Sharpe ratio",
      unit: "probability",
      format: "percent" as const,
    },
    { key: "sharpe", label: "Sharpe ratio", unit: "per year", format: "ratio" as const },
    { key: "expectedMaximum", label: "best by luck", unit: "per year", format: "ratio" as const },
    { key: "trials", format: "integer" as const },
    { key: "sessions", format: "integer" as const },
    { key: "data", unit: "same if equal" },
    { key: "holdout", label: "hold-out" },
    ...(varied ? [] : [{ key: "study" }]),
  ];
  const table = new TableView(rows, {
    title: counted(rows.length, "strategy", "strategies"),
    columns,
    limit: ROWS,
  });
  return `<div class="st-scroll" tabindex="0" role="region" aria-label="Leaderboard">${table.toHtml()}</div>`;
}

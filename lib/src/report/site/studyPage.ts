import { counted, escapeHtml, Link, quantileSorted, TableView } from "../../core/index.js";
import { KpiCards, PALETTE } from "../../plot/index.js";
import type { Leaderboard, Study } from "../../tracking/index.js";
import type { ComparedCurve } from "./client/comparedRun.js";
import { curveGroups } from "./client/curveGroups.js";
import { curveFigure } from "./curveFigure.js";
import { curvesOf, thinned } from "./curves.js";
import { boardTable } from "./leaderboardPage.js";
import { minuteText, paramsText, section } from "./pieces.js";
import { runTable } from "./runTable.js";
import { heading, sitePage, warningsOf } from "./sitePage.js";
import { runHref, type SiteRun } from "./siteRun.js";
import { variedParams } from "./variedParams.js";

/** Runs whose curves are drawn over each other: as many as there are colours to tell apart. */
const DRAWN = PALETTE.length;

const TOP = "../";

/** The page of a study: what was tried, what came out best after all of it, and every run. */
export function studyPage(study: Study, runs: readonly SiteRun[], board: Leaderboard): string {
  const varied = variedParams(runs);
  const names = new Set(varied.keys());
  const body = [
    heading(study.study, lead(study)),
    warningsOf(board.warnings),
    summary(study, runs, board),
    axes(varied),
    section("Best after all trials", boardTable(board, runs, { top: TOP, varied: names })),
    curves(runs, board, names),
    section("All runs", runTable(runs, { caption: counted(runs.length, "run"), top: TOP, varied: names })),
  ];
  return sitePage({ title: study.study, depth: 1, wide: true, body: body.filter(Boolean).join("\n") });
}

const lead = ({ runs, completed, first, last }: Study): string =>
  `Study of ${counted(runs, "run")}, ${completed} completed, from ${minuteText(first)} to ${minuteText(last)} UTC`;

function summary({ trials }: Study, runs: readonly SiteRun[], { rows }: Leaderboard): string {
  const reads = runs.filter(({ facts }) =>
    facts.data.some(({ holdout }) => (holdout?.reads ?? 0) > 0),
  ).length;
  const [best] = rows;
  return new KpiCards([
    {
      label: "Trials",
      value: trials.distinct,
      format: "integer",
      hint: `different variants, ${counted(trials.count, "evaluation")}`,
    },
    { label: "Runs that read a hold-out", value: reads, format: "integer" },
    ...(best
      ? [
          {
            label: "Best deflated Sharpe ratio",
            value: best.deflatedSharpe,
            format: "percent" as const,
            hint: "probability of skill",
          },
          { label: "Its Sharpe ratio", value: best.sharpe, format: "ratio" as const, hint: "per year" },
          {
            label: "Best by luck",
            value: best.expectedMaximum,
            format: "ratio" as const,
            hint: `Sharpe ratio to expect of ${counted(best.trials, "trial")} without skill`,
          },
        ]
      : []),
  ]).toHtml();
}

/** Values of a parameter that are shown one by one. */
const VALUES = 12;

/** For each value on an axis: how many runs have it, and how they did. */
function axes(varied: ReturnType<typeof variedParams>): string {
  const rows = [...varied].flatMap(([parameter, values]) => {
    const shown = [...values].slice(0, VALUES).map(([value, runs], i) => {
      const sharpe = runs.map(({ headline }) => headline.sharpe).filter((each) => !Number.isNaN(each));
      return {
        parameter: i === 0 ? parameter : "",
        value,
        runs: runs.length,
        median: quantileSorted(Float64Array.from(sharpe).sort(), 0.5),
        best: sharpe.length > 0 ? Math.max(...sharpe) : Number.NaN,
      };
    });
    const more = values.size - shown.length;
    return more > 0
      ? [...shown, { parameter: "", value: `… and ${counted(more, "more value", "more values")}` }]
      : shown;
  });
  if (rows.length === 0) return "";
  const columns = [
    { key: "parameter" },
    { key: "value" },
    { key: "runs", format: "integer" as const },
    { key: "median", label: "median Sharpe ratio", unit: "per year", format: "ratio" as const },
    { key: "best", label: "best Sharpe ratio", unit: "per year", format: "ratio" as const },
  ];
  return section("What was varied", new TableView(rows, { columns, limit: Infinity }).toHtml());
}

/** Equity and other curves of the best runs over each other. */
function curves(runs: readonly SiteRun[], { rows }: Leaderboard, varied: ReadonlySet<string>): string {
  const places = new Map(runs.map((run) => [run.view.directory, run]));
  const best = [...new Set(rows.flatMap(({ run }) => places.get(run.directory) ?? []))];
  const drawn: { readonly run: SiteRun; readonly curves: readonly ComparedCurve[] }[] = [];
  for (const run of [...best, ...runs.filter((each) => !best.includes(each))]) {
    if (drawn.length === DRAWN) break;
    const own = curvesOf(run.view).filter(({ over }) => over === "date");
    if (own.length > 0) drawn.push({ run, curves: own.map(thinned) });
  }
  const groups = curveGroups(drawn, PALETTE).filter(({ lines }) => lines.length > 1);
  if (groups.length === 0) return "";
  const letters = drawn.map(({ run: { id, view } }, i) => {
    const link = new Link(view.head.name, runHref(id, TOP)).toHtml();
    const letter = String.fromCharCode(65 + i);
    return `<li><b class="st-letter">${letter}</b><div>${link}<small>${escapeHtml(paramsText(view.head.params, varied))}</small></div></li>`;
  });
  const figures = groups.map((group) => curveFigure(group, "the runs above").toHtml());
  const body = `<ol class="st-heads">${letters.join("\n")}</ol><div class="st-figures">${figures.join("\n")}</div>`;
  return section("Best runs over each other", body);
}

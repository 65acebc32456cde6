import { counted, escapeHtml, formatNumber, Link, TableView } from "../../core/index.js";
import { type Kpi, KpiCards, PALETTE } from "../../plot/index.js";
import { renderFooter } from "../footer.js";
import { renderPanels, renderTitle } from "../header.js";
import { recordWarnings } from "../warnings.js";
import { artifactsSection } from "./artifacts.js";
import type { ComparedCurve, ComparedKpi, ComparedRun } from "./client/comparedRun.js";
import { curveGroups } from "./client/curveGroups.js";
import { curveFigure } from "./curveFigure.js";
import { folded, minuteText, section } from "./pieces.js";
import { runTable } from "./runTable.js";
import type { SiteFolder } from "./siteFolder.js";
import { sitePage } from "./sitePage.js";
import { runHref, type SiteRun } from "./siteRun.js";
import { studyPath } from "./studyPath.js";
import { variedParams } from "./variedParams.js";

/** The runs that a run's page names. */
export interface Kin {
  readonly parent: SiteRun | undefined;
  /** Newest first. */
  readonly children: readonly SiteRun[];
}

/** Files of a run that are beside its page, by name. */
export type RunFiles = Readonly<Record<string, string>>;

/** What a run's page is made of, beside what comparisons say of it. */
export interface RunParts {
  readonly curves: readonly ComparedCurve[];
  readonly kin: Kin;
  readonly files: RunFiles;
  readonly site: SiteFolder;
}

const TOP = "../../";

/** Figures of a run's page; further curves are in its files. */
const FIGURES = 12;

/** Of key figures, the ones that are shown large. */
const CARDS = ["cagr", "max_drawdown", "volatility", "turnover_annual", "alpha", "beta"];

/** The page of a run: warnings first, then what it found and what it was made of. Puts its artifacts beside it. */
export function runPage(run: SiteRun, { kpis }: ComparedRun, { curves, kin, files, site }: RunParts): string {
  const { record, status } = run.view;
  const seen = { ...record, status };
  const body = [
    linksLine(run, files),
    renderTitle(record.name, seen, recordWarnings(seen)),
    cards(run, kpis),
    renderPanels({ ...seen, metrics: {} }),
    curveSection(run, curves),
    kpiSection(kpis),
    lineage(run, kin),
    trials(run),
    artifactsSection(run, site),
    renderFooter(seen),
  ];
  return sitePage({ title: record.name, depth: 2, body: body.filter(Boolean).join("\n") });
}

function linksLine({ id }: SiteRun, files: RunFiles): string {
  const links = Object.entries(files).map(([name, file]) => `<a href="${file}">${escapeHtml(name)}</a>`);
  return `<p class="st-links">${links.join(" ")}<span>experiments/${escapeHtml(id)}</span></p>`;
}

function cards({ view, headline }: SiteRun, kpis: readonly ComparedKpi[]): string {
  const { rankIc, horizon, t, sharpe, deflated } = headline;
  const { distinct, count } = view.head.trials;
  const first: Kpi[] = [
    {
      label: "Mean rank IC",
      value: rankIc,
      format: "correlation",
      hint: `horizon ${horizon}, t = ${formatNumber(t, "ratio")}`,
    },
    { label: "Sharpe ratio", value: sharpe, format: "ratio", hint: "per year" },
    {
      label: "Deflated Sharpe ratio",
      value: deflated,
      format: "percent",
      hint: "probability of skill after all trials",
    },
  ];
  const more = CARDS.flatMap((name): Kpi[] => {
    const kpi = kpis.find((each) => each.name === name);
    return kpi ? [{ label: kpi.label, value: kpi.text, hint: kpi.unit }] : [];
  });
  const known = [...first.filter(({ value }) => !Number.isNaN(value)), ...more];
  if (known.length === 0) return "";
  const tried: Kpi = {
    label: "Trials",
    value: distinct,
    format: "integer",
    hint: counted(count, "evaluation"),
  };
  return new KpiCards([...known, tried]).toHtml();
}

function curveSection({ id }: SiteRun, curves: readonly ComparedCurve[]): string {
  const groups = curveGroups([{ curves }], PALETTE);
  if (groups.length === 0) return "";
  const figures = groups.slice(0, FIGURES).map((group) => curveFigure(group, id).toHtml());
  const more = groups.length - figures.length;
  const rest = more > 0 ? `<p class="st-said">${more} more in metrics.csv.</p>` : "";
  return section("Curves", `<div class="st-figures">${figures.join("\n")}</div>${rest}`);
}

function kpiSection(kpis: readonly ComparedKpi[]): string {
  if (kpis.length === 0) return "";
  const rows = kpis.map(
    ({ name, label, unit, text }) =>
      `<tr><th scope="row">${escapeHtml(label)}${unit && ` <small>${escapeHtml(unit)}</small>`}</th><td class="num" title="${escapeHtml(name)}">${escapeHtml(text)}</td></tr>`,
  );
  return section(
    "Key figures",
    `<div class="st-columns"><table class="st-kpis"><tbody>${rows.join("\n")}</tbody></table></div>`,
  );
}

function lineage({ view }: SiteRun, { parent, children }: Kin): string {
  const { head, record } = view;
  const lines = [
    head.parent === null
      ? ""
      : `<p>Part of ${parent ? new Link(parent.view.head.name, runHref(parent.id, TOP)).toHtml() : escapeHtml(head.parent)}.</p>`,
    head.study === null
      ? ""
      : `<p>Belongs to the study ${new Link(head.study, TOP + studyPath(head.study)).toHtml()}.</p>`,
    ...(record.verifications ?? []).map(
      ({ time, verdict, text }) =>
        `<p><span class="rp-badge rp-${verdict === "verified" ? "good" : "bad"}">${escapeHtml(verdict)}</span> ${escapeHtml(minuteText(time))} UTC: ${escapeHtml(text)}</p>`,
    ),
    children.length === 0
      ? ""
      : runTable(children, {
          caption: "Its parts",
          top: TOP,
          varied: new Set(variedParams(children).keys()),
        }),
  ].filter(Boolean);
  return lines.length === 0 ? "" : section("Lineage", lines.join("\n"));
}

function trials({ view }: SiteRun): string {
  const all = view.trials();
  if (all.length === 0) return "";
  const times = new Map<string, number>();
  for (const { hash } of all) times.set(hash, (times.get(hash) ?? 0) + 1);
  const firsts = new Map([...all].reverse().map((trial) => [trial.hash, trial]));
  const rows = [...times].map(([hash, count]) => ({
    variant: firsts.get(hash)?.name,
    kind: firsts.get(hash)?.kind,
    times: count,
    hash: hash.slice(0, 12),
  }));
  const table = new TableView(rows, { limit: 500 }).toHtml();
  return section("Trials", rows.length > 12 ? folded(`${rows.length} different variants`, table) : table);
}

import { basename } from "node:path";
import { escapeHtml } from "../../core/index.js";
import { badge, minuteText, numberHtml, paramsText } from "./pieces.js";
import { runHref, type SiteRun } from "./siteRun.js";
import { studyPath } from "./studyPath.js";

/** A run on the index: its row, and what the row is found and sorted by. Made for a browser to read. */
export interface RunRow {
  readonly id: string;
  readonly html: string;
  readonly status: string;
  /** The notebook's file name without extension, else the name of the run. */
  readonly notebook: string;
  readonly study: string;
  readonly tags: readonly string[];
  /** ISO 8601, UTC. */
  readonly started: string;
  /** One value for each sortable column, in their order; null is last. */
  readonly values: readonly (string | number | null)[];
}

/** The columns of the index, from left to right: heading, what it means, whether it is a number. */
export const COLUMNS: readonly { readonly label: string; readonly title: string; readonly number?: true }[] =
  [
    { label: "Started", title: "UTC" },
    { label: "Status", title: "how the run ended" },
    { label: "Run", title: "name, study, tags" },
    { label: "Parameters", title: "by dotted name" },
    { label: "Data", title: "dataset, version, start of the fingerprint" },
    { label: "Rank IC", title: "mean, at the first horizon (sessions)", number: true },
    { label: "t", title: "t-statistic of the mean rank IC", number: true },
    { label: "Sharpe", title: "Sharpe ratio per year", number: true },
    {
      label: "Deflated",
      title: "deflated Sharpe ratio: probability of skill after all trials of the study",
      number: true,
    },
    { label: "Trials", title: "variants that the run evaluated or backtested", number: true },
    { label: "Hold-out", title: "read no. … of a period that was locked for a final test", number: true },
  ];

/**
 * @param top the way to the top of the site
 * @param varied the parameters to show; default all
 */
export function runRow(
  run: SiteRun,
  { top = "", varied }: { top?: string; varied?: ReadonlySet<string> } = {},
): RunRow {
  const { id, view, facts, headline } = run;
  const { head, status } = view;
  const notebook = facts.notebook ? basename(facts.notebook.path, ".ipynb") : head.name;
  const params = paramsText(head.params, varied);
  const data = [...new Set(facts.data.map((use) => `${use.dataset} ${use.version}`))].join(", ");
  const reads = Math.max(0, ...facts.data.map(({ holdout }) => holdout?.reads ?? 0));
  const { rankIc, horizon, t, sharpe, deflated } = headline;
  const known = (value: number) => (Number.isNaN(value) ? null : value);
  const cells = [
    `<th scope="row"><time datetime="${escapeHtml(head.startedAt)}">${escapeHtml(minuteText(head.startedAt))}</time></th>`,
    `<td>${badge(status).toHtml()}</td>`,
    `<td class="st-name">${nameHtml(run, top)}</td>`,
    `<td class="st-params">${params ? `<div>${escapeHtml(params)}</div>` : "–"}</td>`,
    `<td class="st-data">${data ? `${escapeHtml(data)} ${fingerprints(run)}` : "–"}</td>`,
    numberCell(rankIc, "correlation", Number.isNaN(horizon) ? "" : `<small>h&nbsp;${horizon}</small>`),
    numberCell(t, "ratio"),
    numberCell(sharpe, "ratio"),
    numberCell(deflated, "percent"),
    numberCell(head.trials.distinct, "integer"),
    `<td class="num">${reads > 0 ? `<strong class="st-read">no.&nbsp;${reads}</strong>` : "–"}</td>`,
  ];
  return {
    id,
    html: cells.join(""),
    status,
    notebook,
    study: head.study ?? "",
    tags: head.tags,
    started: head.startedAt,
    values: [
      ...[head.startedAt, status, head.name, params, data],
      ...[rankIc, t, sharpe, deflated].map(known),
      head.trials.distinct,
      reads,
    ],
  };
}

function nameHtml({ id, view: { head } }: SiteRun, top: string): string {
  const study =
    head.study === null ? "" : `<a href="${top}${studyPath(head.study)}">${escapeHtml(head.study)}</a>`;
  const small = [study, ...head.tags.map((tag) => `#${escapeHtml(tag)}`)].filter(Boolean).join(" ");
  return `<a href="${runHref(id, top)}">${escapeHtml(head.name)}</a>${small && `<small>${small}</small>`}`;
}

function fingerprints({ facts }: SiteRun): string {
  const all = [...new Set(facts.data.map(({ fingerprint }) => fingerprint.slice(0, 12)))];
  return all.map((text) => `<code>${escapeHtml(text)}</code>`).join(" ");
}

function numberCell(value: number, format: Parameters<typeof numberHtml>[1], after = ""): string {
  return `<td class="num">${numberHtml(value, format)}${Number.isNaN(value) ? "" : after}</td>`;
}

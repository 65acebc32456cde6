import { counted, type DataUse, escapeHtml } from "../core/index.js";
import { durationText, holdoutText } from "../tracking/index.js";
import type { ReportRun } from "./run.js";
import { hashHtml, instantText, valueText } from "./words.js";

/** Title, status, warnings, then what the run was made of. */
export function renderHeader(title: string, run: ReportRun | undefined, warnings: readonly string[]): string {
  return `<header class="rp-head">${renderTitle(title, run, warnings)}
${run ? renderPanels(run) : ""}</header>`;
}

export function renderTitle(title: string, run: ReportRun | undefined, warnings: readonly string[]): string {
  const status = run ? `<span class="rp-badge rp-${badge(run.status)}">${escapeHtml(run.status)}</span>` : "";
  const facts = run ? [status, ...runFacts(run)].filter(Boolean).join(" ") : "";
  return `<h1>${escapeHtml(title)}</h1>
${facts ? `<p class="rp-facts">${facts}</p>` : ""}
${warningBox(warnings)}`;
}

/** Parameters, code, data, notes, metrics. */
export function renderPanels(run: ReportRun): string {
  return `<div class="rp-panels">${[parameters(run), code(run), data(run), notes(run), metrics(run)].join("\n")}</div>`;
}

function badge(status: string): string {
  if (status === "completed") return "good";
  return status === "running" ? "open" : "bad";
}

function runFacts(run: ReportRun): string[] {
  const facts = [
    run.startedAt ? `started ${escapeHtml(instantText(run.startedAt))}` : "",
    run.durationMs != null ? `took ${durationText(run.durationMs)}` : "",
    run.trials ? trialsText(run.trials) : "",
    run.seed != null ? `seed ${run.seed}` : "",
    run.run_id ? `run <code>${escapeHtml(run.run_id)}</code>` : "",
    ...(run.tags ?? []).map((tag) => `#${escapeHtml(tag)}`),
  ];
  return facts.filter(Boolean).map((fact) => `<span>${fact}</span>`);
}

function trialsText({ count, distinct }: { count: number; distinct: number }): string {
  return `${counted(distinct, "trial")}${count !== distinct ? ` (${count.toLocaleString("en-US")} evaluations)` : ""}`;
}

/** Warnings as HTML, in a box that cannot be overlooked; nothing when there are none. */
export function warningBox(warnings: readonly string[]): string {
  if (warnings.length === 0) return "";
  const items = warnings.map((warning) => `<li>${warning}</li>`).join("");
  return `<section class="rp-warnings" aria-label="Warnings"><h2>${counted(warnings.length, "warning")}</h2><ul>${items}</ul></section>`;
}

function parameters(run: ReportRun): string {
  const rows = Object.entries(run.params ?? {}).map(
    ([name, value]) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(valueText(value))}</td></tr>`,
  );
  return panel("Parameters", rows.length ? `<table>${rows.join("")}</table>` : "<p>none</p>");
}

function data(run: ReportRun): string {
  const rows = (run.data ?? []).map(
    (use) =>
      `<tr><th scope="row">${escapeHtml(use.dataset)}</th><td>${escapeHtml(use.version)}</td><td>${hashHtml(use.fingerprint)}</td><td>${escapeHtml(use.from)} to ${escapeHtml(use.to)}${holdout(use)}</td><td class="num">${use.rows.toLocaleString("en-US")}</td></tr>`,
  );
  const head =
    '<thead><tr><th scope="col">Dataset</th><th scope="col">Version</th><th scope="col">Fingerprint</th><th scope="col">Span</th><th scope="col" class="num">Rows</th></tr></thead>';
  const body = rows.length
    ? `<table>${head}<tbody>${rows.join("")}</tbody></table>`
    : "<p>no dataset was read from the lake</p>";
  return panel("Data", body, "rp-wide");
}

function holdout({ holdout: locked }: DataUse): string {
  return locked ? `<br>hold-out ${escapeHtml(holdoutText(locked))}` : "";
}

function code(run: ReportRun): string {
  const rows: (readonly [string, string])[] = [];
  if (run.code) {
    const branch = run.code.branch ? ` on ${escapeHtml(run.code.branch)}` : "";
    rows.push(["Commit", run.code.commit ? `${hashHtml(run.code.commit)}${branch}` : "none"]);
    rows.push([
      "Changes",
      run.code.dirty
        ? `not committed${run.code.patch ? `, patch ${hashHtml(run.code.patch.sha256)}` : ""}`
        : "none",
    ]);
  }
  if (run.notebook)
    rows.push(["Notebook", `${escapeHtml(run.notebook.path)} ${hashHtml(run.notebook.sha256)}`]);
  if (run.parent) rows.push(["Started by", `<code>${escapeHtml(run.parent)}</code>`]);
  const body = rows.map(([name, value]) => `<tr><th scope="row">${name}</th><td>${value}</td></tr>`).join("");
  return panel("Code", body ? `<table>${body}</table>` : "<p>unknown</p>");
}

function notes(run: ReportRun): string {
  const items = (run.notes ?? []).map(
    ({ time, text }) => `<p><span>${escapeHtml(instantText(time))}</span> ${escapeHtml(text)}</p>`,
  );
  return items.length ? panel("Notes", items.join(""), "rp-wide") : "";
}

/** Folded: the notebook shows the numbers in their context, this is the list for reading off by name. */
function metrics(run: ReportRun): string {
  const entries = Object.entries(run.metrics ?? {});
  if (entries.length === 0) return "";
  const rows = entries
    .map(
      ([name, value]) =>
        `<tr><th scope="row">${escapeHtml(name)}</th><td class="num">${escapeHtml(String(value))}</td></tr>`,
    )
    .join("");
  return `<details class="rp-panel rp-wide"><summary>${counted(entries.length, "metric")}</summary><div class="rp-scroll"><table>${rows}</table></div></details>`;
}

function panel(title: string, body: string, kind = ""): string {
  return `<section class="rp-panel ${kind}"><h2>${title}</h2><div class="rp-scroll">${body}</div></section>`;
}

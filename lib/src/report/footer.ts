import { escapeHtml } from "../core/index.js";
import type { ReportRun } from "./run.js";
import { hashHtml, valueText } from "./words.js";

/** Where the page comes from: everything that was needed to make its numbers. */
export function renderFooter(run: ReportRun | undefined): string {
  const facts = run ? provenance(run) : [];
  const items = facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join("");
  return `<footer class="rp-foot"><h2>Provenance</h2>${items ? `<dl>${items}</dl>` : "<p>There is no record of this run.</p>"}<p>Written by Assay. This file loads nothing from a network and runs no script.</p></footer>`;
}

function provenance(run: ReportRun): (readonly [string, string])[] {
  const facts: (readonly [string, string])[] = [];
  if (run.run_id) facts.push(["Run", `<code>${escapeHtml(run.run_id)}</code>`]);
  if (run.code?.commit) facts.push(["Commit", `<code>${escapeHtml(run.code.commit)}</code>`]);
  if (run.code?.patch) facts.push(["Patch", hashHtml(run.code.patch.sha256)]);
  if (run.lockFile) facts.push([escapeHtml(run.lockFile.file), hashHtml(run.lockFile.sha256)]);
  if (run.notebook)
    facts.push(["Notebook", `${escapeHtml(run.notebook.path)} ${hashHtml(run.notebook.sha256)}`]);
  for (const use of run.data ?? [])
    facts.push([`Data ${escapeHtml(use.dataset)}`, hashHtml(use.fingerprint)]);
  if (run.metricsSha256) facts.push(["Metrics", hashHtml(run.metricsSha256)]);
  for (const [name, value] of Object.entries(run.environment ?? {})) {
    if (name !== "variables" && value !== null) facts.push([escapeHtml(name), escapeHtml(valueText(value))]);
  }
  return facts;
}

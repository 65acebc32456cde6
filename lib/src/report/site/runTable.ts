import { escapeHtml } from "../../core/index.js";
import type { UnreadableRun } from "../../tracking/index.js";
import { badge } from "./pieces.js";
import { COLUMNS, type RunRow, runRow } from "./runRow.js";
import type { SiteRun } from "./siteRun.js";

/**
 * Runs as a table: the rows of the index.
 *
 * @param top the way to the top of the site
 * @param varied the parameters to show
 */
export function runTable(
  runs: readonly SiteRun[],
  { caption, top, varied }: { caption: string; top: string; varied: ReadonlySet<string> },
): string {
  return tableOf(
    runs.map((run) => runRow(run, { top, varied })),
    { caption },
  );
}

/** A table of rows that are already written. */
export function tableOf(
  rows: readonly RunRow[],
  { caption, id = "" }: { caption: string; id?: string },
): string {
  const head = COLUMNS.map(
    ({ label, title, number }) =>
      `<th scope="col" title="${escapeHtml(title)}"${number ? ' class="num"' : ""}>${label}</th>`,
  );
  const body = rows.map(({ html }) => `<tr>${html}</tr>`);
  return `<div class="st-scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table class="st-runs"${id && ` id="${id}"`}><caption>${escapeHtml(caption)}</caption><thead><tr>${head.join("")}</tr></thead><tbody>
${body.join("\n")}
</tbody></table></div>`;
}

/** Records that could not be read, and why. */
export function unreadableList(unreadable: readonly UnreadableRun[]): string {
  if (unreadable.length === 0) return "";
  const items = unreadable.map(
    ({ runId, reason }) =>
      `<li>${badge("unreadable").toHtml()} <code>${escapeHtml(runId)}</code>: ${escapeHtml(reason)}</li>`,
  );
  return `<ul class="st-unreadable">${items.join("")}</ul>`;
}

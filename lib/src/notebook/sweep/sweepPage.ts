import { join } from "node:path";
import { escapeHtml, htmlPage, Link, relativePath } from "../../core/index.js";
import type { SweepResult, SweepRow } from "./sweepResult.js";

/**
 * The summary of a sweep as an HTML page for the folder `folder`: it loads nothing, and links to the reports of the
 * runs by relative paths.
 */
export function sweepPage(result: SweepResult, folder: string): string {
  const { root, name, rows, runId } = result;
  const linked = ({ run_id, report }: SweepRow) =>
    run_id && report ? new Link(run_id, relativePath(folder, join(root, report))) : run_id;
  const errors = rows.flatMap(({ run_id, error }) =>
    error ? [`<li>${escapeHtml(run_id ?? "no run")}: ${escapeHtml(error)}</li>`] : [],
  );
  const body = `<main>
<h1>${escapeHtml(name)}</h1>
<p>Run ${escapeHtml(runId)}</p>
${result.table({ runCell: linked }).toHtml()}
${errors.length > 0 ? `<h2>What failed</h2>\n<ul>${errors.join("")}</ul>` : ""}
</main>`;
  return htmlPage({ title: name, body });
}

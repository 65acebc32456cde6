import { join, relative, sep } from "node:path";
import { escapeHtml } from "../../core/index.js";
import type { SweepResult } from "./sweepResult.js";

const STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
main { overflow-x: auto; }
.failed { color: light-dark(#a40000, #ff8a80); }`;

/**
 * The summary of a sweep as an HTML page for the folder `folder`: it loads nothing, and links to the reports of the
 * runs by relative paths.
 */
export function sweepPage(result: SweepResult, folder: string): string {
  const { root, name, rows, runId } = result;
  const title = escapeHtml(name);
  const linked = rows.reduce((html, { run_id, report }) => {
    if (!run_id || !report) return html;
    const href = encodeURI(relative(folder, join(root, report)).split(sep).join("/"));
    return html.replaceAll(`>${run_id}<`, `><a href="${href}">${run_id}</a><`);
  }, result.toHtml());
  const errors = rows.flatMap(({ run_id, error }) =>
    error ? [`<li class="failed">${escapeHtml(run_id ?? "no run")}: ${escapeHtml(error)}</li>`] : [],
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>Run ${escapeHtml(runId)}</p>
${linked}
${errors.length > 0 ? `<h2>What failed</h2>\n<ul>${errors.join("")}</ul>` : ""}
</main>
</body>
</html>
`;
}

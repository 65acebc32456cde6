import { counted, escapeHtml } from "../../core/index.js";
import { section } from "./pieces.js";
import { runRow } from "./runRow.js";
import { tableOf, unreadableList } from "./runTable.js";
import { heading, sitePage } from "./sitePage.js";
import type { SiteRuns } from "./siteRun.js";

/** Runs on a page of the index for browsers without script. */
const ROWS = 200;

/** `index.html`, the further pages for browsers without script, and the rows of all runs for the script, by path. */
export function indexPages({
  runs,
  unreadable,
}: Pick<SiteRuns, "runs" | "unreadable">): Record<string, string> {
  const rows = runs.map((run) => runRow(run));
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  const broken = unreadableList(unreadable);
  const files: Record<string, string> = {
    "runs.js": `var siteRuns = [\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n];\n`,
  };
  for (let page = 0; page < pages; page++) {
    const caption =
      pages === 1 ? "All runs, newest first" : `Runs, newest first, page ${page + 1} of ${pages}`;
    const table = tableOf(rows.slice(page * ROWS, (page + 1) * ROWS), { caption, id: "runs" });
    const body = [
      heading(
        "Runs",
        `${counted(rows.length, "run")} on this site${unreadable.length > 0 ? `, ${unreadable.length} not readable` : ""}`,
      ),
      page === 0 ? FILTERS : "",
      `<div id="plain">${otherPages(page, pages)}</div>`,
      table,
      page === 0 ? PAGER : "",
      page === 0 && broken ? section("Unreadable records", broken) : "",
    ];
    files[pagePath(page)] = sitePage({
      title: page === 0 ? "Runs" : `Runs, page ${page + 1}`,
      place: "Runs",
      wide: true,
      scripts: page === 0 ? ["runs.js", "index.js"] : [],
      body: body.filter(Boolean).join("\n"),
    });
  }
  return files;
}

const pagePath = (page: number): string => (page === 0 ? "index.html" : `runs-${page + 1}.html`);

function otherPages(page: number, pages: number): string {
  const link = (to: number, text: string) => `<a href="${escapeHtml(pagePath(to))}">${text}</a>`;
  const links = [
    page > 0 ? link(page - 1, "Newer runs") : "",
    page + 1 < pages ? link(page + 1, "Older runs") : "",
  ];
  const both = links.filter(Boolean).join(" ");
  return both && `<nav aria-label="Pages" class="st-pages">${both}</nav>`;
}

const FILTERS = `<form id="filters" class="st-filters" hidden aria-label="Filters">
<label class="st-search">Search <input type="search" name="text" placeholder="name, parameter, dataset, fingerprint" autocomplete="off"></label>
<label>Status <select name="status"><option value="">all</option></select></label>
<label>Notebook <select name="notebook"><option value="">all</option></select></label>
<label>Study <select name="study"><option value="">all</option></select></label>
<label>Tag <select name="tag"><option value="">all</option></select></label>
<label>From <input type="date" name="from"></label>
<label>To <input type="date" name="to"></label>
<button type="reset">Reset</button>
<output id="count" aria-live="polite"></output>
<a id="compare" class="st-button" hidden>Compare</a>
</form>`;

const PAGER = `<nav id="pager" class="st-pages" aria-label="Pages of the table" hidden><button type="button" id="previous">Newer</button> <button type="button" id="next">Older</button></nav>`;

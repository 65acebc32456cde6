import { escapeHtml, htmlPage } from "../../core/index.js";
import { warningBox } from "../header.js";

/** The pages that every page links to. */
const PLACES = { Runs: "index.html", Studies: "studies.html", Leaderboard: "leaderboard.html" } as const;

export interface SitePage {
  readonly title: string;
  /** Safe HTML. */
  readonly body: string;
  /** Where it is among the places; default: below none of them. */
  readonly place?: keyof typeof PLACES;
  /** Folders between the page and the top of the site. Default 0. */
  readonly depth?: number;
  /** Scripts of the site that the page runs. Default none. */
  readonly scripts?: readonly string[];
  /** Use the whole width of the window. Default: the width of a text. */
  readonly wide?: boolean;
}

/** A page of the site: with its style sheet, the way to the other places, and nothing from elsewhere. */
export function sitePage({ title, body, place, depth = 0, scripts = [], wide = false }: SitePage): string {
  const top = "../".repeat(depth);
  const links = Object.entries(PLACES).map(
    ([name, file]) => `<a href="${top}${file}"${name === place ? ' aria-current="page"' : ""}>${name}</a>`,
  );
  return htmlPage({
    title: `${title} · Assay`,
    style: "",
    files: { styles: [`${top}site.css`], scripts: scripts.map((file) => top + file) },
    body: `<a class="st-skip" href="#content">Skip to content</a>
<header class="st-bar"><nav aria-label="Site"><strong>Assay</strong> ${links.join(" ")}</nav></header>
<main id="content" class="${wide ? "st-page st-wide" : "st-page"}">
${body}
</main>
<footer class="st-foot"><p>Review site, written by Assay from the records in <code>experiments/</code>.</p></footer>`,
  });
}

/** The heading of a page with a line below it. */
export const heading = (title: string, lead = ""): string =>
  `<h1>${escapeHtml(title)}</h1>${lead && `\n<p class="st-lead">${lead}</p>`}`;

/** What a reader must know first; each text plain. */
export const warningsOf = (warnings: readonly string[]): string =>
  warningBox(warnings.map((text) => escapeHtml(text.trim())));

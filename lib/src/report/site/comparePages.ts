import type * as Linkedom from "linkedom";
import { lazyModule, sha256 } from "../../core/index.js";
import { PALETTE } from "../../plot/index.js";
import type { ComparedRun } from "./client/comparedRun.js";
import { comparison } from "./client/comparison.js";
import { curveGroups } from "./client/curveGroups.js";
import { curveFigure } from "./curveFigure.js";
import { heading, sitePage } from "./sitePage.js";

const linkedom = lazyModule<typeof Linkedom>("linkedom");

const TITLE = "Comparison";

/** `compare.html`: shows the runs that its address names, in the browser. */
export function comparePage(): string {
  const wait =
    '<p class="st-said">Choose two to six runs on the page <a href="index.html">Runs</a>. This page needs JavaScript; <code>assay site --compare ID ID</code> writes one that does not.</p>';
  const body = `${heading(TITLE)}\n<div id="comparison">${wait}</div>`;
  return sitePage({ title: TITLE, wide: true, scripts: ["compare.js"], body });
}

/** The same of these runs as a page without script, with figures. */
export function comparisonPage(runs: readonly ComparedRun[]): string {
  const { document } = linkedom.parseHTML("<html><body></body></html>");
  const [heads, tables] = comparison(document as unknown as Document, runs, "../");
  const source = "the runs above";
  const figures = curveGroups(runs, PALETTE).map((group) => curveFigure(group, source).toHtml());
  const names = [...new Set(runs.map(({ name }) => name))].join(", ");
  const body = [
    heading(TITLE),
    heads.outerHTML,
    `<div class="st-figures">${figures.join("\n")}</div>`,
    tables.outerHTML,
  ];
  return sitePage({ title: `${TITLE} of ${names}`, depth: 1, wide: true, body: body.join("\n") });
}

/** Where the comparison of these runs is. */
export const comparisonPath = (ids: readonly string[]): string =>
  `compare/${sha256(JSON.stringify(ids)).slice(0, 12)}.html`;

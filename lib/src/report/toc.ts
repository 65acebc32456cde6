import { escapeHtml } from "../core/index.js";
import type { Heading } from "./markdown.js";

/** Headings of levels two and three as a list of links; nothing when there are fewer than two. */
export function renderToc(headings: readonly Heading[]): string {
  const shown = headings.filter((heading) => heading.level <= 3);
  if (shown.length < 2) return "";
  const items = shown.map(
    ({ level, text, id }) =>
      `<li class="rp-l${level}"><a href="#${escapeHtml(id)}">${escapeHtml(text)}</a></li>`,
  );
  return `<nav class="rp-toc" aria-label="Contents"><h2>Contents</h2><ul>${items.join("")}</ul></nav>`;
}

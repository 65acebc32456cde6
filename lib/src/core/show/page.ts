import { escapeHtml } from "./html.js";
import type { Showable } from "./showable.js";

export interface Page {
  /** Plain text. */
  readonly title: string;
  /** Content of `<body>`, safe HTML. */
  readonly body: string;
  /** Style sheet. Default: readable text on a page of moderate width, light or dark. */
  readonly style?: string;
  /** Files of the same site, by relative address, that the page loads. Default none: the page is whole by itself. */
  readonly files?: { readonly styles?: readonly string[]; readonly scripts?: readonly string[] };
}

/**
 * Whatever has slipped into the body, nothing but the files of the page may be loaded, nothing else may run, and images come
 * from the file itself or its site.
 */
function policy({ styles = [], scripts = [] }: NonNullable<Page["files"]>): string {
  const site = styles.length + scripts.length > 0 ? "'self' " : "";
  const script = scripts.length > 0 ? " script-src 'self';" : "";
  return `default-src 'none';${script} style-src ${site}'unsafe-inline'; img-src ${site}data:; base-uri 'none'; form-action 'none'`;
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 72rem; padding: 0 1rem; overflow-wrap: break-word; }
main { overflow-x: auto; }`;

/** A whole HTML document that loads nothing and runs nothing but its own files. */
export function htmlPage({ title, body, style = STYLE, files = {} }: Page): string {
  const styles = (files.styles ?? []).map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">\n`);
  const scripts = (files.scripts ?? []).map((src) => `<script defer src="${escapeHtml(src)}"></script>\n`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(files)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
${styles.join("")}${scripts.join("")}<style>${style}
</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/** A page of its own for something that shows itself; the first line of its text is the title. */
export function pageOf(content: Showable): string {
  const [title] = content.toText().split("\n", 1);
  return htmlPage({ title, body: `<main>\n${content.toHtml()}\n</main>` });
}

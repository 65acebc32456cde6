import { escapeHtml } from "./html.js";
import type { Showable } from "./showable.js";

export interface Page {
  /** Plain text. */
  readonly title: string;
  /** Content of `<body>`, safe HTML. */
  readonly body: string;
  /** Style sheet. Default: readable text on a page of moderate width, light or dark. */
  readonly style?: string;
}

/** Nothing may be loaded and nothing may run, whatever has slipped into the body; images only from the file itself. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 72rem; padding: 0 1rem; overflow-wrap: anywhere; }
main { overflow-x: auto; }`;

/** A whole HTML document that loads nothing and runs nothing. */
export function htmlPage({ title, body, style = STYLE }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${style}
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

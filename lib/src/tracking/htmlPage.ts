import { escapeHtml, type Showable } from "../core/index.js";

const STYLE =
  ":root{color-scheme:light dark}body{font:14px/1.5 system-ui,sans-serif;margin:1.5rem auto;max-width:60rem;padding:0 1rem;overflow-wrap:anywhere}";

/** A page of its own for something that shows itself; the first line of its text is the title. */
export function htmlPage(content: Showable): string {
  const title = escapeHtml(content.toText().split("\n", 1)[0]);
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head><body>\n${content.toHtml()}\n</body></html>\n`;
}

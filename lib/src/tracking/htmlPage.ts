import { escapeHtml, type Showable } from "../core/index.js";

/** A page of its own for something that shows itself; the first line of its text is the title. */
export function htmlPage(content: Showable): string {
  const title = escapeHtml(content.toText().split("\n", 1)[0]);
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body>\n${content.toHtml()}\n</body></html>\n`;
}

import { escapeHtml } from "./html.js";
import { type Showable, showsItself } from "./showable.js";

/** Text that leads to another page, for the cell of a table; `href` is relative to the page that shows it. */
export class Link implements Showable {
  constructor(
    private readonly text: string,
    private readonly href: string,
  ) {}

  toText(): string {
    return this.text;
  }

  toHtml(): string {
    return `<a href="${escapeHtml(encodeURI(this.href))}">${escapeHtml(this.text)}</a>`;
  }
}
showsItself(Link);

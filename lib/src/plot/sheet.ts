import { checkKeys, escapeHtml, fail, type Showable, showsItself } from "../core/index.js";
import { SHEET_STYLE } from "./style.js";

export interface SheetOptions {
  title: string;
  /** One line under the title: what was measured, on what. */
  subtitle?: string;
  /** What is shown, top to bottom: cards, figures, tables, other sheets. */
  items: readonly Showable[];
}

/** Several things that show themselves, under one title: the tear sheet of a result. */
export class Sheet implements Showable {
  /** Heading of the sheet. */
  readonly title: string;
  /** The line under the heading; empty when there is none. */
  readonly subtitle: string;
  /** What the sheet shows, from top to bottom. */
  readonly items: readonly Showable[];

  constructor(options: SheetOptions) {
    checkKeys("plot.Sheet", options, ["title", "subtitle", "items"]);
    if (!options.title)
      fail("plot.Sheet", "title must be a text that is not empty", { received: options.title });
    this.title = options.title;
    this.subtitle = options.subtitle ?? "";
    this.items = options.items;
  }

  toText(): string {
    const head = [this.title, "═".repeat(this.title.length), this.subtitle].filter(Boolean).join("\n");
    return [head, ...this.items.map((item) => item.toText())].join("\n\n");
  }

  toHtml(): string {
    const lead = this.subtitle ? `<p class="assay-lead">${escapeHtml(this.subtitle)}</p>` : "";
    const items = this.items.map((item) => `<div class="assay-scroll">${item.toHtml()}</div>`).join("\n");
    return `<section class="assay-sheet"><style>${SHEET_STYLE}</style><p class="assay-heading">${escapeHtml(this.title)}</p>${lead}${items}</section>`;
  }
}
showsItself(Sheet);

import { escapeHtml, fail, type Showable, showsItself } from "../core/index.js";
import { FIGURE_STYLE } from "./style.js";
import { type Drawing, type RenderedSvg, renderSvg } from "./svg.js";

/** The words of a figure. A figure without a title or a source does not compile. */
export interface FigureText {
  /** The finding as a sentence: `Momentum earned a rank IC of 0.03, most of it before 2016`. */
  title: string;
  /** What is drawn: measure, universe, span. */
  subtitle?: string;
  /** Where the numbers come from: dataset and version, universe, span. */
  source: string;
  /** One line for the text face; each chart has a default that states the drawn numbers. */
  summary?: string;
}

/** One entry of a legend. */
export interface LegendEntry {
  readonly name: string;
  readonly color: string;
}

/** What a chart function hands to {@link Figure}. */
export interface FigureContent {
  /** Makes the drawing when it is first asked for. */
  readonly draw: () => Drawing;
  readonly summary: string;
  readonly legend?: readonly LegendEntry[];
  /** What the reader must know about the drawing: points left out, values cut off. */
  readonly note?: string;
}

/**
 * A chart as a value: words, and a static SVG drawn on demand. Shows itself in a notebook; the same input gives
 * the same bytes. Made by the chart functions of this module ({@link lineChart}, …).
 */
export class Figure implements Showable {
  /** Heading of the figure. */
  readonly title: string;
  /** The line under the heading; empty when there is none. */
  readonly subtitle: string;
  /** Where the data came from; empty when nobody said. */
  readonly source: string;
  /** The figure in words: what a terminal and a screen reader get. */
  readonly summary: string;
  private rendered: RenderedSvg | undefined;

  constructor(
    text: FigureText,
    private readonly content: FigureContent,
  ) {
    for (const key of ["title", "source"] as const) {
      if (typeof text[key] !== "string" || text[key].trim() === "") {
        fail("plot.Figure", `${key} must be a text that is not empty`, { received: text[key] });
      }
    }
    this.title = text.title;
    this.subtitle = text.subtitle ?? "";
    this.source = text.source;
    this.summary = text.summary ?? content.summary;
  }

  /** The drawing alone: a standalone SVG document with `xmlns`, no script, no outside reference. */
  toSvg(): string {
    return this.drawn().svg;
  }

  private drawn(): RenderedSvg {
    this.rendered ??= renderSvg(this.content.draw(), { title: this.title, description: this.summary });
    return this.rendered;
  }

  /** `<figure>`: title, subtitle, drawing, source. */
  toHtml(): string {
    const subtitle = this.subtitle
      ? `<br><span class="assay-subtitle">${escapeHtml(this.subtitle)}</span>`
      : "";
    const caption = `<figcaption><strong class="assay-title">${escapeHtml(this.title)}</strong>${subtitle}</figcaption>`;
    const dense = this.drawn().images > 0 ? " · dense marks are drawn as an image" : "";
    const source = `<p class="assay-source">${escapeHtml(this.sourceLine() + dense)}</p>`;
    return `<figure class="assay-figure"><style>${FIGURE_STYLE}</style>${caption}${this.legendHtml()}${this.toSvg()}${source}</figure>`;
  }

  /** Title and one line of numbers. */
  toText(): string {
    return [this.title, `  ${this.summary}`, `  ${this.sourceLine()}`].join("\n");
  }

  private sourceLine(): string {
    return [`Source: ${this.source}`, this.content.note].filter(Boolean).join(" · ");
  }

  /** Shown on narrow screens only, where the names at the line ends would not be readable. */
  private legendHtml(): string {
    const entries = this.content.legend ?? [];
    if (entries.length < 2) return "";
    const items = entries.map(
      ({ name, color }) => `<span><i style="background-color:${color}"></i>${escapeHtml(name)}</span>`,
    );
    return `<div class="assay-legend" style="display:none">${items.join("")}</div>`;
  }
}
showsItself(Figure);

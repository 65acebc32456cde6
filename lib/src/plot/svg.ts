import type { Plot as PlotApi, PlotOptions } from "@observablehq/plot";
import { escapeHtml, sha256 } from "../core/index.js";
import { withinBudget } from "./dense.js";
import { legendStrip } from "./legend.js";
import { emptyDocument, Plot } from "./observable.js";

/**
 * Options of Observable Plot (`Plot.plot`), and names written at the line ends. Typed as `object` so that the
 * public declarations do not pull Plot's own types, and the DOM's, into every notebook.
 */
export interface Drawing {
  readonly options: object;
  readonly endLabels?: readonly EndLabel[];
  /** Explain the colours above the drawing. Default false. */
  readonly legend?: boolean;
}

/** A name to write right of the plot, at the height of `value`. */
export interface EndLabel {
  readonly text: string;
  readonly value: number;
  readonly color: string;
}

export const WIDTH = 720;
export const FONT_SIZE = 12;
const LINE_HEIGHT = 14;

/** Draw without a browser: standalone SVG, ids derived from the content, positions rounded to 0.1 pixel. */
export function renderSvg(drawing: Drawing, words: { title: string; description: string }): RenderedSvg {
  const options: PlotOptions = {
    width: WIDTH,
    height: 280,
    className: "assay-plot",
    ...drawing.options,
    document: emptyDocument(),
  };
  const [width, height] = [Number(options.width), Number(options.height)];
  const plot = Plot.plot(options) as unknown as SvgElement & PlotApi;
  const right = width - (options.marginRight ?? 20);
  const labels = endLabels(drawing.endLabels ?? [], plot, right);
  const { parts, images } = withinBudget(partsOf(plot), { width, height });
  const strip = drawing.legend && legendStrip(plot, { left: options.marginLeft ?? 40, right });
  const whole = strip ? height + strip.height : height;
  const drawn = parts.join("") + labels;
  const inner = strip ? `${strip.svg}<g transform="translate(0,${strip.height})">${drawn}</g>` : drawn;
  const body = withContentIds(rounded(unnamed(inner)));
  const head = `<title>${escapeHtml(words.title)}</title><desc>${escapeHtml(words.description)}</desc>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" class="assay-plot" role="img" aria-label="${escapeHtml(words.title)}" viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}" font-family="system-ui, sans-serif" font-size="${FONT_SIZE}" fill="currentColor" text-anchor="middle">${head}${body}</svg>`;
  return { svg, images };
}

/** A drawing, and how many of its marks had to become images. */
export interface RenderedSvg {
  readonly svg: string;
  readonly images: number;
}

/** The marks and axes of a plot, one text each, without Plot's own style sheet. */
function partsOf(plot: SvgElement): string[] {
  return Array.from(plot.children)
    .map((child) => child.outerHTML)
    .filter((part) => !part.startsWith("<style"));
}

/** The little of the DOM that is used here; the library is compiled without the DOM's own types. */
interface SvgElement {
  readonly children: ArrayLike<{ readonly outerHTML: string }>;
}

/** Names at the line ends, moved apart so that none covers another. */
function endLabels(labels: readonly EndLabel[], plot: PlotApi, right: number): string {
  const y = plot.scale("y");
  if (!y || labels.length === 0) return "";
  const placed = labels
    .filter((label) => Number.isFinite(label.value))
    .map((label) => ({ ...label, at: Number(y.apply(label.value)) }))
    .sort((a, b) => a.at - b.at);
  for (let i = 1; i < placed.length; i++)
    placed[i].at = Math.max(placed[i].at, placed[i - 1].at + LINE_HEIGHT);
  const [top, bottom] = [...(y.range as number[])].sort((a, b) => a - b);
  const overshoot = Math.max(0, (placed.at(-1)?.at ?? 0) - bottom);
  const texts = placed.map(
    ({ text, color, at }) =>
      `<text x="${right + 6}" y="${Math.max(top, at - overshoot)}" dy="0.32em" fill="${color}">${escapeHtml(text)}</text>`,
  );
  return `<g class="assay-end" text-anchor="start" font-weight="600">${texts.join("")}</g>`;
}

/** The drawing as a whole is one image with a name; the parts that Plot names would be names without a role. */
function unnamed(svg: string): string {
  return svg.replace(/ aria-(label|description)=/g, " data-$1=").replace(/ xlink:href=/g, " href=");
}

/** Positions at a tenth of a pixel: finer than a screen shows, and a third smaller. */
function rounded(svg: string): string {
  return svg.replace(/ (?:d|[xy][12]?|c[xy]|width|height|transform)="[^"]*\.\d{2}[^"]*"/g, (attribute) =>
    attribute.replace(/-?\d+\.\d{2,}/g, (number) => String(Number(Number(number).toFixed(1)))),
  );
}

/** Plot counts its clip paths per process; content hashes keep many figures on one page apart and repeatable. */
function withContentIds(svg: string): string {
  const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  const neutral = ids.reduce((text, id, i) => text.replaceAll(id, `id-${i}`), svg);
  const hash = sha256(neutral).slice(0, 10);
  return ids.reduce((text, id, i) => text.replaceAll(id, `assay-${hash}-${i}`), svg);
}

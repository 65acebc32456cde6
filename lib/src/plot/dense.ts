import type * as Resvg from "@resvg/resvg-js";
import { lazyModule } from "../core/index.js";
import { pngUrl } from "./png.js";

const resvg = lazyModule<typeof Resvg>("@resvg/resvg-js");

/** Characters that a drawing may take. Above, its heaviest marks become an image. */
const BUDGET = 250_000;
const IMAGE_BUDGET = 180_000;
/** Pixels of the image for each of the drawing, the sharpest that stays within its budget. */
const ZOOMS = [2, 1.5, 1, 0.75, 0.5];
/** Readable on white and on near-black, as an image cannot follow the page. */
const INK = "#757575";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The parts of a drawing, the heaviest as images where all together are too large for a page: twenty thousand dots are
 * 1.3 MB of SVG. Axes and texts stay as they are. Returns also how many parts were replaced.
 */
export function withinBudget(parts: readonly string[], size: Size): { parts: string[]; images: number } {
  const result = [...parts];
  let total = result.reduce((sum, part) => sum + part.length, 0);
  let images = 0;
  while (total > BUDGET) {
    const heaviest = result.reduce((most, part, i) => (part.length > result[most].length ? i : most), 0);
    const image = asImage(result[heaviest], size);
    if (image.length >= result[heaviest].length) break;
    total += image.length - result[heaviest].length;
    result[heaviest] = image;
    images++;
  }
  return { parts: result, images };
}

function asImage(part: string, { width, height }: Size): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" color="${INK}" fill="${INK}">${part}</svg>`;
  let url = "";
  for (const zoom of ZOOMS) {
    const rendered = new resvg.Resvg(svg, { fitTo: { mode: "zoom", value: zoom } }).render();
    url = pngUrl(rendered.asPng());
    if (url.length <= IMAGE_BUDGET) break;
  }
  return `<image x="0" y="0" width="${width}" height="${height}" href="${url}"/>`;
}

import type { PlotOptions } from "@observablehq/plot";
import { type Axis, axisLabel } from "./axis.js";
import { channels } from "./canvas.js";
import type { Grid } from "./grid.js";
import { Plot } from "./observable.js";
import { encodePng, pngUrl } from "./png.js";
import { rowNames } from "./rowNames.js";
import { type Drawing, WIDTH } from "./svg.js";
import { divergingColor } from "./theme.js";

const NAMES = { rows: 40, columns: 16 };

/** All cells as one image under a legend, each of them whole pixels; the colour is full at `full`. */
export function heatmapImage(grid: Grid, full: number, axis: Axis): Drawing {
  const { rows, columns } = grid;
  const { margin, written } = rowNames(rows);
  const side = (WIDTH - margin - 4) / columns.length;
  const height = Math.round(Math.min(WIDTH, side * rows.length));
  const every = (names: readonly string[], most: number) =>
    names.filter((_, i) => i % Math.ceil(names.length / most) === 0);
  const image = cellImage(grid, full, Math.max(1, Math.ceil(side)));
  const frame = { x: margin, y: 96, width: WIDTH - margin - 4, height };
  const options: PlotOptions = {
    marginTop: frame.y,
    marginLeft: margin,
    marginRight: 4,
    marginBottom: 6,
    width: WIDTH,
    height: frame.y + height + 6,
    x: { type: "band", domain: [...columns], padding: 0 },
    y: { type: "band", domain: [...rows], padding: 0 },
    color: {
      type: "linear",
      domain: [-full, full],
      interpolate: (t: number) => divergingColor(2 * t - 1),
      label: axisLabel(axis),
    },
    marks: [
      Plot.axisX(every(columns, NAMES.columns), { anchor: "top", label: null, tickSize: 3, tickRotate: -50 }),
      Plot.axisY(every(rows, NAMES.rows), { label: null, tickSize: 3, tickFormat: written }),
      (_index, _scales, _values, _dimensions, { document }) => {
        const element = document.createElement("image");
        for (const [key, value] of Object.entries({ ...frame, preserveAspectRatio: "none", href: image })) {
          element.setAttribute(key, String(value));
        }
        return element as unknown as SVGElement;
      },
    ],
  };
  return { options, legend: true };
}

function cellImage({ rows, columns, values }: Grid, full: number, side: number): string {
  const width = columns.length * side;
  const rgba = new Uint8Array(width * rows.length * side * 4);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const color = channels(divergingColor(full > 0 ? values[i] / full : 0));
    const corner = Math.floor(i / columns.length) * side * width + (i % columns.length) * side;
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) rgba.set(color, (corner + y * width + x) * 4);
    }
  }
  return pngUrl(encodePng(width, rows.length * side, rgba));
}

import type { PlotOptions } from "@observablehq/plot";
import { checkKeys, fail, formatNumber } from "../core/index.js";
import { type Axis, checkAxis } from "./axis.js";
import { Figure, type FigureText } from "./figure.js";
import type { Grid } from "./grid.js";
import { heatmapImage } from "./heatmapImage.js";
import { Plot } from "./observable.js";
import { rowNames } from "./rowNames.js";
import { WIDTH } from "./svg.js";
import { divergingColor, inkOn } from "./theme.js";

export interface HeatmapOptions extends FigureText {
  /** What the cells measure, with unit; written into each cell. */
  value: Axis;
  /** The absolute value at which the colour is full. Default: nine of ten cells stay within it. */
  limit?: number;
  /** Decimals written in the cells. Default 1 for percent and bps, else 2. */
  decimals?: number;
}

interface CellOf {
  readonly row: string;
  readonly column: string;
  readonly value: number;
  readonly fill: string;
}

const ROW_HEIGHT = 26;
/** More cells than these have no room for their values. */
const WRITTEN_CELLS = 900;
const MAX_CELLS = 1_000_000;

/**
 * Cells coloured around zero (orange below, blue above). Up to 900 have their value printed, so that no legend is
 * needed; more are drawn as one image under a legend, with every so many names at its sides.
 */
export function heatmap(grid: Grid, options: HeatmapOptions): Figure {
  const who = "plot.heatmap";
  checkKeys(who, options, ["title", "subtitle", "source", "summary", "value", "limit", "decimals"]);
  const axis = checkAxis(who, "value", options.value);
  const size = grid.rows.length * grid.columns.length;
  if (grid.values.length !== size || size === 0 || size > MAX_CELLS) {
    fail(who, `values must hold rows × columns numbers, 1 to ${MAX_CELLS}`, { received: grid.values.length });
  }
  const full = options.limit ?? mostlyBelow(grid.values);
  const summary = summarize(grid, axis);
  if (size > WRITTEN_CELLS) {
    return new Figure(options, { summary, draw: () => heatmapImage(grid, full, axis) });
  }
  return new Figure(options, {
    summary,
    note: `cells: ${axis.label}, ${axis.unit}`,
    draw: () => ({ options: plotOptions(grid, cellsOf(grid, full), { axis, decimals: options.decimals }) }),
  });
}

/** The size that nine of ten values stay within: a few extremes do not wash out all other colours. */
function mostlyBelow(values: ArrayLike<number>): number {
  const sizes = Float64Array.from(values, Math.abs)
    .filter((size) => !Number.isNaN(size))
    .sort();
  return sizes.length === 0 ? 0 : sizes[Math.ceil(0.9 * (sizes.length - 1))];
}

function cellsOf(grid: Grid, full: number): CellOf[] {
  return Array.from(grid.values, (value, i) => ({
    ...namesAt(grid, i),
    value,
    fill: divergingColor(full > 0 ? value / full : 0),
  })).filter((cell) => !Number.isNaN(cell.value));
}

function namesAt({ rows, columns }: Grid, i: number): { row: string; column: string } {
  return { row: rows[Math.floor(i / columns.length)], column: columns[i % columns.length] };
}

function plotOptions(
  grid: Grid,
  cells: readonly CellOf[],
  { axis, decimals }: { axis: Axis; decimals?: number },
): PlotOptions {
  const { margin, written: rowName } = rowNames(grid.rows);
  const at = { x: "column", y: "row" } as const;
  return {
    marginTop: 26,
    marginLeft: margin,
    marginRight: 4,
    marginBottom: 6,
    height: 32 + ROW_HEIGHT * grid.rows.length,
    width: WIDTH,
    x: { type: "band", domain: [...grid.columns], padding: 0.03 },
    y: { type: "band", domain: [...grid.rows], padding: 0.05 },
    marks: [
      Plot.axisX({ anchor: "top", label: null, tickSize: 0, fontSize: 12 }),
      Plot.axisY({ label: null, tickSize: 0, fontSize: 12, tickFormat: rowName }),
      Plot.cell(cells, { ...at, fill: (cell: CellOf) => cell.fill, rx: 2 }),
      Plot.text(cells, {
        ...at,
        className: "assay-cell",
        text: (cell: CellOf) => written(cell.value, axis, decimals),
        fill: (cell: CellOf) => inkOn(cell.fill),
        fontSize: 11,
      }),
    ],
    color: { type: "identity" },
  };
}

function written(value: number, axis: Axis, decimals: number | undefined): string {
  const scale = axis.format === "percent" ? 100 : axis.format === "bps" ? 1e4 : 1;
  const digits = decimals ?? (scale === 1 ? 2 : 1);
  return (value * scale)
    .toFixed(digits)
    .replace(/^-(?=0\.?0*$)/, "")
    .replace(/^-/, "−");
}

function summarize(grid: Grid, axis: Axis): string {
  const { values } = grid;
  let [low, high] = [-1, -1];
  for (let i = 0; i < values.length; i++) {
    if (low < 0 ? !Number.isNaN(values[i]) : values[i] < values[low]) low = i;
    if (high < 0 ? !Number.isNaN(values[i]) : values[i] >= values[high]) high = i;
  }
  if (low < 0) return `${axis.label}: every value is missing`;
  const name = (i: number) => {
    const { row, column } = namesAt(grid, i);
    return `${formatNumber(values[i], axis.format)} (${row} ${column})`;
  };
  return `${axis.label}: from ${name(low)} to ${name(high)}`;
}

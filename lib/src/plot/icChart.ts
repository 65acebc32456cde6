import type { Markish } from "@observablehq/plot";
import { checkInteger, checkKeys, counted, formatNumber } from "../core/index.js";
import type { Axis } from "./axis.js";
import { decimate, decimationNote } from "./decimate.js";
import { Figure, type FigureText } from "./figure.js";
import { rows, TIME_MARGINS, timeAxis, yAxis } from "./frame.js";
import { Plot } from "./observable.js";
import { type Point, type Points, type Series, toPoints, trimmed } from "./series.js";
import { COLORS } from "./theme.js";
import { trailingMean } from "./trailingMean.js";

export interface IcChartOptions extends FigureText {
  /** Dates of the trailing mean, the current one included. Default 63 (one quarter of sessions). */
  window?: number;
  /** What is drawn. Default `Rank IC (correlation)`. */
  y?: Axis;
}

/**
 * The IC of each date as a faint spike and its trailing mean as a line. The mean at a date uses that date and
 * those before it only, and is missing until a whole window has passed. Missing dates at either end (a factor's
 * look-back, a horizon not yet over) are not drawn.
 */
export function icChart(ic: Series, options: IcChartOptions): Figure {
  checkKeys("plot.icChart", options, ["title", "subtitle", "source", "summary", "window", "y"]);
  const window = checkInteger("plot.icChart", "window", options.window ?? 63, 1);
  const y = options.y ?? { label: "Rank IC", unit: "correlation" };
  const points = trimmed(toPoints("plot.icChart", ic));
  const trailing = { ...points, values: trailingMean(points.values, window) };
  const total = mean(points.values);
  return new Figure(options, {
    summary: summarize(points, total, y),
    note: [`line: mean of the last ${window} dates`, decimationNote([points])].filter(Boolean).join("; "),
    draw: () => ({
      options: {
        ...TIME_MARGINS,
        x: { type: "utc" },
        y: { nice: true },
        marks: [
          ...yAxis(y),
          timeAxis(),
          Plot.lineY(spikes(decimate(points)), {
            x: "x",
            y: "y",
            stroke: COLORS.muted,
            strokeOpacity: 0.45,
            strokeWidth: 1,
          }),
          Plot.ruleY([0], { strokeOpacity: 0.6 }),
          Plot.lineY(rows(decimate(trailing)), { x: "x", y: "y", stroke: COLORS.main, strokeWidth: 2 }),
          ...meanLine(total, y),
        ],
      },
    }),
  });
}

/** One path for all spikes: three points each, the missing one lifts the pen. */
function spikes(points: Points): Point[] {
  return rows(points).flatMap(({ x, y }) => [
    { x, y: 0 },
    { x, y },
    { x, y: Number.NaN },
  ]);
}

function meanLine(total: number, y: Axis): Markish[] {
  if (Number.isNaN(total)) return [];
  const text = [`mean ${formatNumber(total, y.format)}`];
  return [
    Plot.ruleY([total], { stroke: COLORS.loss, strokeDasharray: "5 3", strokeWidth: 1.3 }),
    Plot.text(text, {
      frameAnchor: "top-right",
      dy: -14,
      text: (line: string) => line,
      fill: COLORS.loss,
      fontSize: 12,
      fontWeight: 600,
    }),
  ];
}

function summarize(points: Points, total: number, y: Axis): string {
  const present = points.values.filter((value) => !Number.isNaN(value));
  const positive = present.filter((value) => value > 0).length / present.length;
  return `${y.label}: mean ${formatNumber(total, y.format)} over ${counted(present.length, "date")}, ${formatNumber(positive, "percent")} of them positive`;
}

function mean(values: Float64Array): number {
  let sum = 0;
  let n = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    n++;
  }
  return n === 0 ? Number.NaN : sum / n;
}

import type { Markish } from "@observablehq/plot";
import { checkKeys, formatNumber, isoDate } from "../core/index.js";
import { decimate, decimationNote } from "./decimate.js";
import { Figure, type FigureText } from "./figure.js";
import { rows, TIME_MARGINS, timeAxis, yAxis } from "./frame.js";
import { Plot } from "./observable.js";
import { type Points, type Series, toPoints } from "./series.js";
import { FONT_SIZE } from "./svg.js";
import { COLORS } from "./theme.js";

const AXIS = { label: "Loss since the last peak", unit: "%", format: "percent" } as const;

/**
 * Drawdown over time as an area under zero, the deepest point marked.
 *
 * @param drawdown fractions, zero or negative: −0.12 is 12 % below the last peak. `NaN` is a gap.
 */
export function drawdownChart(drawdown: Series, options: FigureText): Figure {
  checkKeys("plot.drawdownChart", options, ["title", "subtitle", "source", "summary"]);
  const points = toPoints("plot.drawdownChart", drawdown);
  const deepest = indexOfLowest(points.values);
  const summary =
    deepest < 0
      ? "no drawdown: every value is missing"
      : `deepest ${worst(points, deepest)}, on ${day(points, deepest)}`;
  return new Figure(options, {
    summary,
    note: decimationNote([points]),
    draw: () => ({
      options: {
        ...TIME_MARGINS,
        height: 220,
        x: { type: "utc" },
        y: { domain: [(deepest < 0 ? 0 : points.values[deepest]) * 1.18 || -0.01, 0] },
        marks: marks(points, deepest),
      },
    }),
  });
}

function marks(points: Points, deepest: number): Markish[] {
  const data = rows(decimate(points));
  const at = { x: "x", y: "y" } as const;
  const mark = deepest < 0 ? [] : [{ x: new Date(points.instants[deepest]), y: points.values[deepest] }];
  return [
    ...yAxis(AXIS),
    timeAxis(),
    Plot.areaY(data, { x: "x", y1: 0, y2: "y", fill: COLORS.loss, fillOpacity: 0.25 }),
    Plot.lineY(data, { ...at, stroke: COLORS.loss, strokeWidth: 1.2 }),
    Plot.ruleY([0], { strokeOpacity: 0.6 }),
    Plot.dot(mark, { ...at, r: 3, fill: COLORS.loss }),
    Plot.text(mark, {
      ...at,
      text: () => `${worst(points, deepest)} on ${day(points, deepest)}`,
      textAnchor: anchorAt(deepest / points.values.length),
      dy: 13,
      fontSize: FONT_SIZE,
    }),
  ];
}

function indexOfLowest(values: Float64Array): number {
  let lowest = -1;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i]) && (lowest < 0 || values[i] < values[lowest])) lowest = i;
  }
  return lowest;
}

/** Text near an end of the axis grows inwards. */
function anchorAt(share: number): "start" | "middle" | "end" {
  if (share < 0.15) return "start";
  return share > 0.85 ? "end" : "middle";
}

function worst(points: Points, i: number): string {
  return formatNumber(points.values[i], "percent");
}

function day(points: Points, i: number): string {
  return isoDate(points.instants[i]);
}

import type { Markish } from "@observablehq/plot";
import { checkKeys, fail, formatNumber } from "../core/index.js";
import { type Axis, checkAxis } from "./axis.js";
import { Figure, type FigureText } from "./figure.js";
import { MARGINS, xAxis, yAxis } from "./frame.js";
import { Plot } from "./observable.js";
import { COLORS } from "./theme.js";

/** The statistic at one place, with its interval. */
export interface BandPoint {
  x: number;
  /** `NaN` is a gap in the line. */
  y: number;
  /** Ends of the interval; without both there is no band here. */
  low?: number;
  high?: number;
}

export interface BandChartOptions extends FigureText {
  x: Axis;
  y: Axis;
  /** A vertical line at a place that means something, e.g. the day of an event. Default none. */
  mark?: number;
}

/** A line over numbers (days around an event) in a band of its interval, and zero. */
export function bandChart(points: readonly BandPoint[], options: BandChartOptions): Figure {
  const who = "plot.bandChart";
  checkKeys(who, options, ["title", "subtitle", "source", "summary", "x", "y", "mark"]);
  const x = checkAxis(who, "x", options.x);
  const y = checkAxis(who, "y", options.y);
  if (points.length < 2) fail(who, "needs at least two points", { received: points.length });
  const last = points[points.length - 1];
  return new Figure(options, {
    summary: `${y.label}: ${formatNumber(last.y, y.format)} at ${x.label.toLowerCase()} ${last.x}`,
    draw: () => ({
      options: {
        ...MARGINS,
        marginRight: 20,
        y: { nice: true, zero: true },
        marks: [
          ...yAxis(y),
          xAxis(x),
          Plot.areaY(points, {
            x: "x",
            y1: (point: BandPoint) => point.low ?? Number.NaN,
            y2: (point: BandPoint) => point.high ?? Number.NaN,
            fill: COLORS.main,
            fillOpacity: 0.18,
          }),
          Plot.ruleY([0], { strokeOpacity: 0.6 }),
          ...markLine(options.mark),
          Plot.lineY(points, { x: "x", y: "y", stroke: COLORS.main, strokeWidth: 1.8 }),
        ],
      },
    }),
  });
}

function markLine(mark: number | undefined): Markish[] {
  return mark === undefined ? [] : [Plot.ruleX([mark], { strokeDasharray: "4 3", strokeOpacity: 0.6 })];
}

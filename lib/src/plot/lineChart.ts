import type { Markish } from "@observablehq/plot";
import { checkKeys, formatNumber } from "../core/index.js";
import { type Axis, checkAxis } from "./axis.js";
import { decimate, decimationNote } from "./decimate.js";
import { Figure, type FigureText } from "./figure.js";
import { rightMargin, rows, TIME_MARGINS, timeAxis, yAxis } from "./frame.js";
import { Plot } from "./observable.js";
import { checkSeries, lastValue, type Points, type Series, spanText } from "./series.js";
import { seriesColor, seriesDash } from "./theme.js";

export interface LineChartOptions extends FigureText {
  /** What the lines measure, with unit. */
  y: Axis;
  /** A horizontal reference line, e.g. 0 for an IC or 1 for an equity curve. Default none. */
  reference?: number;
  /** Logarithmic y axis; every value must be positive. Default false. */
  log?: boolean;
}

/**
 * One or several series over time, each named at its end.
 *
 * @param series up to 24 series; a missing value (`NaN`) is a gap. More than 2,800 points per series are drawn as
 *   the lowest and highest per pixel column, and the figure says so.
 */
export function lineChart(series: readonly Series[], options: LineChartOptions): Figure {
  checkKeys("plot.lineChart", options, ["title", "subtitle", "source", "summary", "y", "reference", "log"]);
  const y = checkAxis("plot.lineChart", "y", options.y);
  const points = checkSeries("plot.lineChart", series);
  const names = points.length > 1 ? points.map((one) => one.name) : [];
  const colors = points.map(({ color }, i) => color ?? seriesColor(i));
  return new Figure(options, {
    summary: summarize(points, y),
    note: decimationNote(points),
    legend: names.map((name, i) => ({ name, color: colors[i] })),
    draw: () => ({
      options: {
        ...TIME_MARGINS,
        marginRight: Math.max(20, rightMargin(names)),
        x: { type: "utc" },
        y: { type: options.log ? "log" : "linear", nice: !options.log, zero: false },
        marks: [
          ...yAxis(y),
          timeAxis(),
          ...referenceLine(options.reference),
          ...points.map((one, i) => line(one, { color: colors[i], dash: seriesDash(i), of: points.length })),
        ],
      },
      endLabels: names.map((text, i) => ({
        text,
        value: lastValue(points[i].values),
        color: colors[i],
      })),
    }),
  });
}

function line(
  points: Points,
  { color, dash, of }: { color: string; dash: string | undefined; of: number },
): Markish {
  return Plot.lineY(rows(decimate(points, of)), {
    x: "x",
    y: "y",
    stroke: color,
    strokeWidth: 1.6,
    strokeDasharray: dash,
  });
}

/** A thin line at a value that means something. */
function referenceLine(value: number | undefined): Markish[] {
  return value === undefined ? [] : [Plot.ruleY([value], { strokeOpacity: 0.6 })];
}

function summarize(points: readonly Points[], y: Axis): string {
  const ends = points.map((one) => `${one.name} ${formatNumber(lastValue(one.values), y.format)}`);
  return `${y.label} at the end of ${spanText(points[0])}: ${ends.join(", ")}`;
}

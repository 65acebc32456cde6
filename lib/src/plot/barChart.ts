import type { Markish } from "@observablehq/plot";
import { checkKeys, fail, formatNumber } from "../core/index.js";
import { type Axis, checkAxis } from "./axis.js";
import { Figure, type FigureText } from "./figure.js";
import { MARGINS, xAxis, yAxis } from "./frame.js";
import { Plot } from "./observable.js";
import { COLORS } from "./theme.js";

/** One bar. */
export interface Bar {
  name: string;
  /** In the unit of the y axis; `NaN` leaves the place empty. */
  value: number;
  /** Ends of an interval drawn over the bar, e.g. a 95 % confidence interval. Default none. */
  low?: number;
  high?: number;
}

export interface BarChartOptions extends FigureText {
  /** What the categories are, e.g. `{ label: "Quantile of momentum", unit: "1 = lowest" }`. */
  x: Axis;
  /** What the bars measure, with unit. */
  y: Axis;
}

/** Bars of categories from zero, with an optional interval each: mean return by quantile, exposure by sector. */
export function barChart(bars: readonly Bar[], options: BarChartOptions): Figure {
  checkKeys("plot.barChart", options, ["title", "subtitle", "source", "summary", "x", "y"]);
  const x = checkAxis("plot.barChart", "x", options.x);
  const y = checkAxis("plot.barChart", "y", options.y);
  if (bars.length === 0 || bars.length > 60)
    fail("plot.barChart", "needs 1 to 60 bars", { received: bars.length });
  return new Figure(options, {
    summary: bars.map((bar) => `${bar.name}: ${formatNumber(bar.value, y.format)}`).join(", "),
    draw: () => ({
      options: {
        ...MARGINS,
        x: { type: "band", domain: bars.map((bar) => bar.name), padding: bars.length > 12 ? 0.15 : 0.35 },
        y: { nice: true },
        marks: [...yAxis(y), xAxis(x), ...barMarks(bars), Plot.ruleY([0], { strokeOpacity: 0.6 })],
      },
    }),
  });
}

/** About the pixels that all bars together fill, and the width of the ends of an interval. */
const BAR_SPACE = 410;
const CAP_WIDTH = 14;

function barMarks(bars: readonly Bar[]): Markish[] {
  const ranged = bars.filter((bar) => Number.isFinite(bar.low) && Number.isFinite(bar.high));
  const fill = (bar: Bar) => (bar.value < 0 ? COLORS.loss : COLORS.main);
  const inset = Math.max(0, (BAR_SPACE / bars.length - CAP_WIDTH) / 2);
  const cap = { x: "name", insetLeft: inset, insetRight: inset, strokeWidth: 1.5 } as const;
  return [
    Plot.barY(bars, { x: "name", y: "value", fill, fillOpacity: 0.85 }),
    Plot.ruleX(ranged, { x: "name", y1: "low", y2: "high", strokeWidth: 1.5 }),
    Plot.tickY(ranged, { ...cap, y: "low" }),
    Plot.tickY(ranged, { ...cap, y: "high" }),
  ];
}

import type { Markish } from "@observablehq/plot";
import { checkKeys, fail, formatNumber } from "../core/index.js";
import { type Axis, checkAxis } from "./axis.js";
import { Figure, type FigureText, type LegendEntry } from "./figure.js";
import { MARGINS, rightMargin, xAxis, yAxis } from "./frame.js";
import { Plot } from "./observable.js";
import { MAX_SERIES, seriesColor } from "./theme.js";

/** The statistic at one horizon. */
export interface DecayPoint {
  /** Horizon in sessions. */
  horizon: number;
  /** Mean IC (or another statistic) at this horizon; `NaN` leaves the place empty. */
  value: number;
  /** Ends of the 95 % interval. Default none. */
  low?: number;
  high?: number;
}

/** The decay of one factor. */
export interface Decay {
  name: string;
  points: readonly DecayPoint[];
}

export interface DecayChartOptions extends FigureText {
  /** What is measured. Default mean rank IC. */
  y?: Axis;
  /** What the points are apart in. Default horizon, in sessions. */
  x?: Axis;
}

const X: Axis = { label: "Horizon", unit: "sessions" };
const Y: Axis = { label: "Mean rank IC", unit: "correlation, bars: 95 % interval" };

/** A statistic by horizon with its 95 % interval: where a factor works and how fast it fades. */
export function decayChart(decays: readonly Decay[], options: DecayChartOptions): Figure {
  const who = "plot.decayChart";
  checkKeys(who, options, ["title", "subtitle", "source", "summary", "x", "y"]);
  const x = checkAxis(who, "x", options.x ?? X);
  const y = checkAxis(who, "y", options.y ?? Y);
  if (decays.length === 0 || decays.length > MAX_SERIES) {
    fail(who, `needs 1 to ${MAX_SERIES} factors`, { received: decays.length });
  }
  const names = decays.length > 1 ? decays.map((decay) => decay.name) : [];
  const legend = names.map((name, i): LegendEntry => ({ name, color: seriesColor(i) }));
  return new Figure(options, {
    summary: decays.map((decay) => summarize(decay, y)).join("; "),
    legend,
    draw: () => ({
      options: {
        ...MARGINS,
        marginRight: Math.max(20, rightMargin(names)),
        x: { type: "point", domain: horizons(decays), padding: 0.5 },
        y: { nice: true, zero: true },
        marks: [
          ...yAxis(y),
          xAxis(x),
          Plot.ruleY([0], { strokeOpacity: 0.6 }),
          ...decays.flatMap((decay, i) => decayMarks(decay, i, decays.length)),
        ],
      },
      endLabels: names.map((text, i) => ({
        text,
        value: decays[i].points.at(-1)?.value ?? 0,
        color: seriesColor(i),
      })),
    }),
  });
}

function horizons(decays: readonly Decay[]): number[] {
  const all = new Set(decays.flatMap((decay) => decay.points.map((point) => point.horizon)));
  return [...all].sort((a, b) => a - b);
}

/** Factors stand a few pixels apart so that their intervals can be told from each other. */
function decayMarks(decay: Decay, i: number, of: number): Markish[] {
  const dx = (i - (of - 1) / 2) * 7;
  const stroke = seriesColor(i);
  const ranged = decay.points.filter((point) => Number.isFinite(point.low) && Number.isFinite(point.high));
  return [
    Plot.lineY(decay.points, { x: "horizon", y: "value", stroke, dx, strokeOpacity: 0.5 }),
    Plot.ruleX(ranged, { x: "horizon", y1: "low", y2: "high", stroke, dx, strokeWidth: 1.6 }),
    Plot.dot(decay.points, { x: "horizon", y: "value", fill: stroke, dx, r: 4 }),
  ];
}

function summarize(decay: Decay, y: Axis): string {
  const parts = decay.points.map((point) => `${formatNumber(point.value, y.format)} at ${point.horizon}`);
  return `${decay.name}: ${parts.join(", ")} sessions`;
}

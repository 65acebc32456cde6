import type { Markish } from "@observablehq/plot";
import { checkInteger, checkKeys, counted, formatNumber } from "../core/index.js";
import { type Axis, checkAxis } from "./axis.js";
import { Figure, type FigureText } from "./figure.js";
import { MARGINS, xAxis, yAxis } from "./frame.js";
import { Plot } from "./observable.js";
import { COLORS } from "./theme.js";

/** A vertical line with a name: a mean, a quantile, a value at risk. */
export interface HistogramLine {
  name: string;
  value: number;
}

export interface HistogramOptions extends FigureText {
  /** What the values measure, with unit. */
  x: Axis;
  /** What is counted. Default `Number of values`. */
  counted?: string;
  /** Number of bins. Default: Freedman–Diaconis, between 5 and 80. */
  bins?: number;
  /** Named vertical lines. Default none. */
  lines?: readonly HistogramLine[];
}

interface Bin {
  readonly x1: number;
  readonly x2: number;
  readonly count: number;
}

/** How values are spread: counts in bins of equal width. Missing values are left out and counted in the note. */
export function histogram(values: ArrayLike<number>, options: HistogramOptions): Figure {
  const who = "plot.histogram";
  checkKeys(who, options, ["title", "subtitle", "source", "summary", "x", "counted", "bins", "lines"]);
  const x = checkAxis(who, "x", options.x);
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const count = options.bins === undefined ? binCount(sorted) : checkInteger(who, "bins", options.bins, 1);
  const missing = values.length - sorted.length;
  const [low, middle, high] = [0.05, 0.5, 0.95].map((p) => formatNumber(at(sorted, p), x.format));
  return new Figure(options, {
    summary: `${counted(sorted.length, "value")} of ${x.label}: median ${middle}, 90 % of them between ${low} and ${high}`,
    note: missing > 0 ? `${counted(missing, "missing value")} left out` : undefined,
    draw: () => ({
      options: {
        ...MARGINS,
        y: { nice: true },
        marks: [
          ...yAxis({ label: options.counted ?? "Number of values", unit: "count" }),
          xAxis(x),
          Plot.rectY(binned(sorted, count), {
            x1: "x1",
            x2: "x2",
            y: "count",
            fill: COLORS.main,
            fillOpacity: 0.8,
            inset: 0.5,
          }),
          Plot.ruleY([0], { strokeOpacity: 0.6 }),
          ...(options.lines ?? []).flatMap((line, i) => lineMarks(line, i, { x, middle: at(sorted, 0.5) })),
        ],
      },
    }),
  });
}

/** The name of a line stands on its outer side, away from the bulk of the values. */
function lineMarks(line: HistogramLine, i: number, { x, middle }: { x: Axis; middle: number }): Markish[] {
  const left = line.value < middle;
  const label = [{ x: line.value, text: `${line.name} ${formatNumber(line.value, x.format)}` }];
  return [
    Plot.ruleX([line.value], { stroke: COLORS.loss, strokeDasharray: "5 3", strokeWidth: 1.5 }),
    Plot.text(label, {
      x: "x",
      text: "text",
      frameAnchor: "top",
      textAnchor: left ? "end" : "start",
      dx: left ? -5 : 5,
      dy: i * 15,
      fontSize: 12,
      fontWeight: 600,
    }),
  ];
}

/** Bin width 2 · IQR / ∛n (Freedman & Diaconis 1981). */
function binCount(sorted: Float64Array): number {
  const n = sorted.length;
  const width = (2 * (at(sorted, 0.75) - at(sorted, 0.25))) / Math.cbrt(n);
  const bins = (sorted[n - 1] - sorted[0]) / width;
  return Number.isFinite(bins) ? Math.min(80, Math.max(5, Math.ceil(bins))) : 10;
}

function at(sorted: Float64Array, p: number): number {
  return sorted.length === 0 ? Number.NaN : sorted[Math.round(p * (sorted.length - 1))];
}

function binned(sorted: Float64Array, count: number): Bin[] {
  if (sorted.length === 0) return [];
  const low = sorted[0];
  const width = (sorted[sorted.length - 1] - low || 1) / count;
  const counts = new Int32Array(count);
  for (const value of sorted) counts[Math.min(count - 1, Math.floor((value - low) / width))]++;
  return Array.from(counts, (n, i) => ({ x1: low + i * width, x2: low + (i + 1) * width, count: n }));
}

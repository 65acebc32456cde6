import type * as Observable from "@observablehq/plot";
import { formatNumber, lazyModule } from "../../core/index.js";
import { type Axis, barChart, customChart, type Figure, type FigureText } from "../../plot/index.js";
import type { MetricPoint } from "../metricLine.js";
import { metricAxis } from "./metricAxis.js";

const Plot = lazyModule<typeof Observable>("@observablehq/plot");

/** A metric of a run, under the run's letter. */
export interface LetteredMetric {
  readonly letter: string;
  /** The final value; undefined where the run does not have it. */
  readonly value: number | undefined;
  /** All that was logged of it, in the order of the file. */
  readonly points: readonly MetricPoint[];
}

/** A metric in several runs: curves over the steps where a run logged it at more than one, else bars. */
export function metricFigure(name: string, runs: readonly LetteredMetric[], source: string): Figure {
  const axis = metricAxis(name);
  const curved = runs.some(({ points }) => points.some(({ step }) => step !== points[0].step));
  const words = { title: `${name} ${curved ? "ends" : "is"} ${finding(runs, axis)}`, source };
  if (curved) return curves(runs, axis, words);
  const bars = runs.map(({ letter, value = Number.NaN }) => ({ name: letter, value }));
  return barChart(bars, { ...words, x: { label: "Run", unit: "" }, y: axis });
}

function curves(runs: readonly LetteredMetric[], { label, unit, format }: Axis, words: FigureText): Figure {
  const rows = runs.flatMap(({ letter, points }) =>
    [...points].sort((a, b) => a.step - b.step).map(({ step, value }) => ({ run: letter, step, value })),
  );
  const channels = { x: "step", y: "value", stroke: "run" } as const;
  return customChart(
    {
      marginLeft: 68,
      marginBottom: 46,
      color: { legend: true, domain: runs.map(({ letter }) => letter) },
      x: { label: "Step", labelAnchor: "center", labelArrow: "none", labelOffset: 40, tickFormat: "d" },
      y: {
        label: unit ? `${label} (${unit})` : label,
        labelArrow: "none",
        grid: true,
        nice: true,
        percent: format === "percent",
      },
      marks: [Plot.lineY(rows, channels), Plot.dot(rows.length > 100 ? [] : rows, { ...channels, r: 2.5 })],
    },
    words,
  );
}

/** Where the final value is highest and lowest, in words. */
function finding(runs: readonly LetteredMetric[], { format }: Axis): string {
  const known = runs.flatMap(({ letter, value }) =>
    value === undefined || Number.isNaN(value) ? [] : [{ letter, value, text: formatNumber(value, format) }],
  );
  if (known.length === 0) return "missing in all runs";
  const [high, ...rest] = [...known].sort((a, b) => b.value - a.value);
  const low = rest.at(-1) ?? high;
  if (high.value > low.value) {
    return `highest in ${high.letter}, ${high.text}, and lowest in ${low.letter}, ${low.text}`;
  }
  const where = known.map(({ letter }) => letter).join(", ");
  return `${high.text} ${known.length === runs.length ? "in all runs" : `in ${where} only`}`;
}

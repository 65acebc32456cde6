import type * as Observable from "@observablehq/plot";
import { formatNumber, lazyModule } from "../../core/index.js";
import { customChart, type Figure, lineChart } from "../../plot/index.js";
import type { CurveGroup } from "./client/drawCurves.js";

const Plot = lazyModule<typeof Observable>("@observablehq/plot");

/** Curves of the same name over each other, each under its letter; one alone has no letter. */
export function curveFigure(group: CurveGroup, source: string): Figure {
  const { label, unit, over, lines } = group;
  const title = `${label} ${finding(group)}`;
  if (over === "step") return overSteps(group, { title, source });
  return lineChart(
    lines.map(({ letter, color, curve }) => ({
      name: letter,
      time: curve.at,
      values: numbers(curve.values),
      color,
    })),
    { title, source, y: { label, unit } },
  );
}

function overSteps({ label, unit, lines }: CurveGroup, words: { title: string; source: string }): Figure {
  const rows = lines.flatMap(({ letter, curve }) =>
    curve.at.map((step, i) => ({ run: letter, step, value: curve.values[i] ?? Number.NaN })),
  );
  const channels = { x: "step", y: "value", stroke: "run" } as const;
  return customChart(
    {
      marginLeft: 68,
      marginBottom: 46,
      color: {
        legend: lines.length > 1,
        domain: lines.map(({ letter }) => letter),
        range: lines.map(({ color }) => color),
      },
      x: { label: "Step", labelAnchor: "center", labelArrow: "none", labelOffset: 40, tickFormat: "d" },
      y: { label: `${label} (${unit})`, labelArrow: "none", grid: true, nice: true },
      marks: [Plot.lineY(rows, channels), Plot.dot(rows.length > 100 ? [] : rows, { ...channels, r: 2.5 })],
    },
    words,
  );
}

const numbers = (values: readonly (number | null)[]): Float64Array =>
  Float64Array.from(values, (value) => value ?? Number.NaN);

/** Where the curves end, in words. */
function finding({ unit, lines }: CurveGroup): string {
  const ends = lines.flatMap(({ letter, curve }) => {
    const value = curve.values.filter((each) => each !== null).at(-1);
    return value === undefined ? [] : [{ letter, value }];
  });
  if (ends.length === 0) return "is missing";
  const [high, ...rest] = ends.sort((a, b) => b.value - a.value);
  const low = rest.at(-1);
  const text = (value: number) => formatNumber(value);
  if (lines.length === 1) return `ends at ${text(high.value)} (${unit})`;
  if (!low || low.value === high.value) return `ends at ${text(high.value)} in all runs`;
  return `ends highest in ${high.letter}, ${text(high.value)}, and lowest in ${low.letter}, ${text(low.value)}`;
}

import { type MetricPoint, metricAxis, type RunView } from "../../tracking/index.js";
import type { ComparedCurve } from "./client/comparedRun.js";

/** Points of a curve in a comparison: about one for each three pixels. */
const POINTS = 240;

/** The curves of a run: those it kept over time, then its metrics that were logged at more than one step. */
export function curvesOf(view: RunView): ComparedCurve[] {
  const kept = view.curves().map(({ name, unit, dates, values }): ComparedCurve => {
    const at = dates.map((date) => Date.parse(date.length === 16 ? `${date}Z` : date));
    return { name, label: labelOf(name), unit, over: "date", at, values: Array.from(values, finite) };
  });
  return [...kept, ...stepCurves(view.points())];
}

function stepCurves(points: readonly MetricPoint[]): ComparedCurve[] {
  const byName = new Map<string, Map<number, number>>();
  for (const { name, step, value } of points) {
    const steps = byName.get(name) ?? new Map<number, number>();
    byName.set(name, steps.set(step, value));
  }
  return [...byName]
    .filter(([, steps]) => steps.size > 1)
    .map(([name, steps]) => {
      const rows = [...steps].sort(([a], [b]) => a - b);
      const { label, unit } = metricAxis(name);
      return {
        name,
        label: label === name ? labelOf(name) : label,
        unit: unit || "as logged",
        over: "step",
        at: rows.map(([step]) => step),
        values: rows.map(([, value]) => finite(value)),
      };
    });
}

/** A name as words: `cumulative_rank_ic_h5` is `Cumulative rank IC, horizon 5`. */
function labelOf(name: string): string {
  const words = name
    .replaceAll("_", " ")
    .replace(/\bic\b/g, "IC")
    .replace(/ h(\d+)$/, ", horizon $1");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The same course with fewer points, the first and the last among them. */
export function thinned(curve: ComparedCurve): ComparedCurve {
  const { length } = curve.at;
  if (length <= POINTS) return curve;
  const places = Array.from({ length: POINTS }, (_, i) => Math.round((i * (length - 1)) / (POINTS - 1)));
  const values = places.map((i) => curve.values[i]);
  return {
    ...curve,
    at: places.map((i) => curve.at[i]),
    values: values.map((value) => value && Number(value.toPrecision(6))),
  };
}

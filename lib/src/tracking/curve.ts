import { checkKeys, type DateLike, fail, TimeIndex } from "../core/index.js";
import { csvField, numberText } from "./metricLine.js";

/** A series over time that a run keeps, such as its equity curve. */
export interface Curve {
  /** Dates, as many as values, increasing. */
  readonly time: TimeIndex | ArrayLike<DateLike>;
  /** One number per date; `NaN` where there is none. */
  readonly values: ArrayLike<number>;
  /** What the values are measured in, e.g. `start = 1`. */
  readonly unit: string;
}

/** A curve as a reader finds it in `artifacts/curves/`. */
export interface KeptCurve {
  readonly name: string;
  readonly unit: string;
  /** `YYYY-MM-DD`, or the ISO minute of intraday rows. */
  readonly dates: readonly string[];
  readonly values: Float64Array;
}

/** The folder of curves among the artifacts of a run. */
export const CURVES = "curves";

/** The artifact of a curve. */
export const curvePath = (name: string): string => `${CURVES}/${name}.csv`;

/** The file of a curve: `date,equity [start = 1]`, then a line for each date with all digits. */
export function curveText(name: string, curve: Curve): string {
  const who = "tracking.curve";
  checkKeys(who, curve, ["time", "values", "unit"]);
  const { values, unit } = curve;
  const time = curve.time instanceof TimeIndex ? curve.time : TimeIndex.of(curve.time);
  if (typeof unit !== "string" || unit.trim() === "") {
    fail(who, "unit must be a text that is not empty", { received: unit, fix: 'for example "start = 1"' });
  }
  if (time.length !== values.length) {
    fail(who, `there must be one value per date (${time.length} dates)`, { received: values.length });
  }
  const lines = time.labels().map((date, i) => `${date},${numberText(values[i])}`);
  return `date,${csvField(`${name} [${unit}]`)}\n${lines.join("\n")}\n`;
}

const HEAD = /^date,"?(.+) \[(.*)\]"?$/;

/** Read a curve's file; undefined when it is not one. */
export function parseCurve(text: string): KeptCurve | undefined {
  const [first, ...lines] = text.trimEnd().split("\n");
  const [, name, unit] = HEAD.exec(first) ?? [];
  if (name === undefined) return undefined;
  const rows = lines.map((line) => line.split(","));
  if (!rows.every(([date, value]) => Number.isFinite(Date.parse(date)) && value !== undefined))
    return undefined;
  return {
    name,
    unit: unit.replaceAll('""', '"'),
    dates: rows.map(([date]) => date),
    values: Float64Array.from(rows, ([, value]) => Number(value)),
  };
}

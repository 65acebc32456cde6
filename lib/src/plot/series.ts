import { checkKeys, type DateLike, fail, isoDate, TimeIndex, toInstant } from "../core/index.js";
import { MAX_SERIES } from "./theme.js";

/** A named series of numbers over time; `NaN` is a gap in the line. */
export interface Series {
  name: string;
  /** Dates, same length as `values`, increasing. */
  time: TimeIndex | ArrayLike<DateLike>;
  /** One number per date, in the unit of the axis. */
  values: ArrayLike<number>;
  /** For a name that is the same one in several figures. Default: by its place among the series. */
  color?: string;
}

/** A series on normalised input: UTC milliseconds and numbers. */
export interface Points {
  readonly name: string;
  readonly instants: Float64Array;
  readonly values: Float64Array;
  readonly color?: string;
}

export interface Point {
  readonly x: Date;
  readonly y: number;
}

export function toPoints(who: string, series: Series): Points {
  checkKeys(who, series, ["name", "time", "values", "color"]);
  const { time } = series;
  const instants = time instanceof TimeIndex ? time.instants : Float64Array.from(time, toInstant);
  if (instants.length !== series.values.length) {
    fail(
      who,
      `series ${JSON.stringify(series.name)} must hold one value per date (${instants.length} dates)`,
      {
        received: series.values.length,
      },
    );
  }
  return { name: series.name, instants, values: Float64Array.from(series.values), color: series.color };
}

export function checkSeries(who: string, series: readonly Series[]): Points[] {
  if (series.length === 0 || series.length > MAX_SERIES) {
    fail(who, `needs 1 to ${MAX_SERIES} series`, { received: series.length });
  }
  return series.map((one) => toPoints(who, one));
}

/** First and last date with a value, `YYYY-MM-DD`. */
export function spanText(points: Points): string {
  const n = points.instants.length;
  return n === 0 ? "no dates" : `${isoDate(points.instants[0])} to ${isoDate(points.instants[n - 1])}`;
}

/** The last value that is not missing, or NaN. */
export function lastValue(values: ArrayLike<number>): number {
  for (let i = values.length - 1; i >= 0; i--) if (!Number.isNaN(values[i])) return values[i];
  return Number.NaN;
}

/** Without the missing values before the first and after the last present one. */
export function trimmed(points: Points): Points {
  const { values, instants } = points;
  let start = 0;
  let end = values.length;
  while (start < end && Number.isNaN(values[start])) start++;
  while (end > start && Number.isNaN(values[end - 1])) end--;
  return { name: points.name, instants: instants.subarray(start, end), values: values.subarray(start, end) };
}

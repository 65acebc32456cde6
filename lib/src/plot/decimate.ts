import type { Points } from "./series.js";

/** Columns a long series is drawn in: about the width of a figure in pixels, fewer when many share it. */
const COLUMNS = 700;
const COLUMNS_OF_ALL = 8400;

function columnsFor(series: number): number {
  return Math.min(COLUMNS, Math.floor(COLUMNS_OF_ALL / series));
}

/**
 * At most two points per pixel column, the lowest and the highest in their order: no peak or trough is lost.
 * A series of up to four points per column is returned as it is; `series` is how many share the figure. A column with a missing value keeps its gap
 * when all of it is missing.
 */
export function decimate(points: Points, series = 1): Points {
  const n = points.values.length;
  const columns = columnsFor(series);
  if (n <= columns * 4) return points;
  const instants = new Float64Array(columns * 2);
  const values = new Float64Array(columns * 2);
  for (let column = 0; column < columns; column++) {
    const start = Math.floor((column * n) / columns);
    const end = Math.floor(((column + 1) * n) / columns);
    const [low, high] = extremes(points.values, start, end);
    const [a, b] = low < high ? [low, high] : [high, low];
    instants[column * 2] = points.instants[a];
    instants[column * 2 + 1] = points.instants[b];
    values[column * 2] = points.values[a];
    values[column * 2 + 1] = points.values[b];
  }
  return { name: points.name, instants, values };
}

/** What to tell the reader when {@link decimate} left points out; undefined when it did not. */
export function decimationNote(all: readonly Points[]): string | undefined {
  const longest = Math.max(...all.map((points) => points.values.length));
  const columns = columnsFor(all.length);
  if (longest <= columns * 4) return undefined;
  return `drawn: lowest and highest of each of ${columns} pixel columns, from ${longest.toLocaleString("en-US")} points`;
}

function extremes(values: Float64Array, start: number, end: number): [low: number, high: number] {
  let low = start;
  let high = start;
  for (let i = start; i < end; i++) {
    if (Number.isNaN(values[i])) continue;
    if (Number.isNaN(values[low]) || values[i] < values[low]) low = i;
    if (Number.isNaN(values[high]) || values[i] > values[high]) high = i;
  }
  return [low, high];
}

import type { Points } from "./series.js";

/** Columns a long series is drawn in: about the width of a figure in pixels. */
const COLUMNS = 700;

/**
 * At most two points per pixel column, the lowest and the highest in their order: no peak or trough is lost.
 * Series of up to four points per column are returned as they are. A column with a missing value keeps its gap
 * when all of it is missing.
 */
export function decimate(points: Points): Points {
  const n = points.values.length;
  if (n <= COLUMNS * 4) return points;
  const instants = new Float64Array(COLUMNS * 2);
  const values = new Float64Array(COLUMNS * 2);
  for (let column = 0; column < COLUMNS; column++) {
    const start = Math.floor((column * n) / COLUMNS);
    const end = Math.floor(((column + 1) * n) / COLUMNS);
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
  if (longest <= COLUMNS * 4) return undefined;
  return `drawn: lowest and highest of each of ${COLUMNS} pixel columns, from ${longest.toLocaleString("en-US")} points`;
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

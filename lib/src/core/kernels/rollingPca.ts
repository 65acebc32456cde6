import { leadingDirection } from "./leadingDirection.js";
import { checkWindow, type Window } from "./window.js";

export interface RollingPcaOptions extends Window {
  /** Which principal component, 1 for the one that explains most. */
  readonly component: number;
}

/**
 * Loadings of the columns on a principal component of the trailing window: the sample covariance (ddof 1) of each
 * column with the standardised component, in units of the source. A column takes part with at least `min` present
 * values; its missing values count as its mean. The sign makes the sum of the loadings positive. `NaN` for a column
 * that does not take part, and for all where the component explains nothing (less than 1e-12 of the first).
 *
 * Each row is computed from its own window alone.
 */
export function rollingPca(
  source: Float64Array,
  columns: number,
  { component, ...options }: RollingPcaOptions,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingPca", options);
  const rows = source.length / columns;
  const deviations = new Float64Array(window * columns);
  const taken = new Int32Array(columns);
  target.fill(Number.NaN);
  for (let t = min - 1; t < rows; t++) {
    const first = Math.max(0, t - window + 1);
    const height = t - first + 1;
    const span = source.subarray(first * columns, (t + 1) * columns);
    const width = takeColumns(span, columns, min, taken);
    if (width < component || height < 2) continue;
    const matrix = deviations.subarray(0, height * width);
    centre(span, columns, taken.subarray(0, width), matrix);
    const direction = leadingDirection(matrix, width, component);
    if (direction) storeLoadings(matrix, direction, taken, target.subarray(t * columns, (t + 1) * columns));
  }
  return target;
}

/** The columns with enough present values; returns their number. */
function takeColumns(span: Float64Array, columns: number, min: number, taken: Int32Array): number {
  let n = 0;
  for (let j = 0; j < columns; j++) {
    let present = 0;
    for (let at = j; at < span.length; at += columns) if (Number.isFinite(span[at])) present++;
    if (present >= min) taken[n++] = j;
  }
  return n;
}

/** Each taken column measured from the mean of its present values, missing values 0. */
function centre(span: Float64Array, columns: number, taken: Int32Array, matrix: Float64Array): void {
  const width = taken.length;
  const rows = span.length / columns;
  for (let k = 0; k < width; k++) {
    let origin = Number.NaN;
    let sum = 0;
    let n = 0;
    for (let r = 0, at = taken[k]; r < rows; r++, at += columns) {
      if (!Number.isFinite(span[at])) continue;
      if (n === 0) origin = span[at];
      sum += span[at] - origin;
      n++;
    }
    const mean = sum / n;
    for (let r = 0, at = taken[k], to = k; r < rows; r++, at += columns, to += width) {
      matrix[to] = Number.isFinite(span[at]) ? span[at] - origin - mean : 0;
    }
  }
}

/** Dᵀu / √(rows − 1) with the sign that makes their sum positive. */
function storeLoadings(
  matrix: Float64Array,
  direction: Float64Array,
  taken: Int32Array,
  row: Float64Array,
): void {
  const rows = direction.length;
  const width = matrix.length / rows;
  let sum = 0;
  for (let k = 0; k < width; k++) {
    let along = 0;
    for (let r = 0, at = k; r < rows; r++, at += width) along += matrix[at] * direction[r];
    row[taken[k]] = along;
    sum += along;
  }
  const scale = (sum < 0 ? -1 : 1) / Math.sqrt(rows - 1);
  for (let k = 0; k < width; k++) row[taken[k]] *= scale;
}

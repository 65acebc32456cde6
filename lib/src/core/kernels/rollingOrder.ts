import { checkNumber } from "../errors.js";
import { eachSeries } from "./eachSeries.js";
import { inBlocks } from "./simd/inBlocks.js";
import { between } from "./sortedRow.js";
import { SortedWindow } from "./sortedWindow.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Trailing `p`-quantile of each column of a row-major matrix: linear interpolation between order statistics
 * (Hyndman & Fan type 7, the default of numpy and pandas); p = 0.5 is the median.
 * Missing and infinite values are skipped; fewer than `min` present values give `NaN`.
 *
 * The window is kept sorted. A short one is gone through as a whole, compiled and without a branch; in a long one what
 * leaves and what enters is found by bisection, and only what lies between them moves.
 */
export function rollingQuantile(
  source: Float64Array,
  columns: number,
  options: Window & { p: number },
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingQuantile", options);
  const p = checkNumber("core.rollingQuantile", "p", options.p, { min: 0, max: 1 });
  if (window <= SHORT_TO_SORT) {
    return inBlocks(
      {
        inputs: [source],
        columns,
        window,
        state: { tables: 2, rows: 1 },
        run: (kernels, block) => kernels.quantile(...block, min, p),
      },
      target,
    );
  }
  const sorted = new SortedWindow(window);
  const { values } = sorted;
  eachSeries(source, columns, target, (series, out) => {
    sorted.clear();
    for (let row = 0; row < series.length; row++) {
      advance(sorted, series, row, window);
      const position = (sorted.n - 1) * p;
      const low = Math.floor(position);
      if (sorted.n < min) out[row] = Number.NaN;
      else if (low === position) out[row] = values[low];
      else out[row] = between(values[low], values[low + 1], position - low);
    }
  });
  return target;
}

/**
 * Rank of each row's value among the trailing window's present values, divided by their number: in (0, 1], ties
 * share their mean rank. The same as pandas' `rolling(window, min).rank(pct=True)`. `NaN` where the value itself is
 * missing, or fewer than `min` are present. In a short window the smaller and the equal values are counted, compiled;
 * a long one is kept sorted as in {@link rollingQuantile}.
 */
export function rollingRank(
  source: Float64Array,
  columns: number,
  options: Window,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  const { window, min } = checkWindow("core.rollingRank", options);
  if (window <= SHORT_TO_COUNT) {
    return inBlocks(
      {
        inputs: [source],
        columns,
        window,
        state: { tables: 1, rows: 1 },
        run: (kernels, block) => kernels.rank(...block, min),
      },
      target,
    );
  }
  const sorted = new SortedWindow(window);
  eachSeries(source, columns, target, (series, out) => {
    sorted.clear();
    for (let row = 0; row < series.length; row++) {
      advance(sorted, series, row, window);
      const value = series[row];
      if (Number.isNaN(value) || sorted.n < min) out[row] = Number.NaN;
      else out[row] = averageRank(sorted, value) / sorted.n;
    }
  });
  return target;
}

/** Up to this many rows a pass over the whole window is faster than bisection: measured. */
const SHORT_TO_SORT = 128;
const SHORT_TO_COUNT = 320;

function averageRank(sorted: SortedWindow, value: number): number {
  const below = sorted.below(value);
  const tied = below + 1 < sorted.n && sorted.values[below + 1] === value;
  return (below + 1 + (tied ? sorted.upTo(value) : below + 1)) / 2;
}

/** Move the window on to `row`. */
function advance(sorted: SortedWindow, series: Float64Array, row: number, window: number): void {
  const old = row < window ? Number.NaN : series[row - window];
  const value = series[row];
  if (Number.isNaN(value)) {
    if (!Number.isNaN(old)) sorted.remove(old);
  } else if (Number.isNaN(old)) sorted.insert(value);
  else sorted.replace(old, value);
}

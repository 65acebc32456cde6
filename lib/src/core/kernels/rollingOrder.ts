import { checkNumber } from "../errors.js";
import { inBlocks } from "./simd/inBlocks.js";
import { inColumns } from "./simd/inColumns.js";
import { sortRoom } from "./sortedRow.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Trailing `p`-quantile of each column of a row-major matrix: linear interpolation between order statistics
 * (Hyndman & Fan type 7, the default of numpy and pandas); p = 0.5 is the median.
 * Missing and infinite values are skipped; fewer than `min` present values give `NaN`.
 *
 * A short window is kept sorted and gone through as a whole, without a branch (lib/assembly/order.ts). For a long one
 * the column is sorted once, and the window is the set of its positions there (lib/assembly/positions.ts).
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
  return inColumns(
    { source, columns, window, room, run: (kernels, column) => kernels.quantileOfColumn(...column, min, p) },
    target,
  );
}

/**
 * Rank of each row's value among the trailing window's present values, divided by their number: in (0, 1], ties
 * share their mean rank. The same as pandas' `rolling(window, min).rank(pct=True)`. `NaN` where the value itself is
 * missing, or fewer than `min` are present. In a short window the smaller and the equal values are counted; in a long
 * one the positions before its own, see {@link rollingQuantile}.
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
  return inColumns(
    { source, columns, window, room, run: (kernels, column) => kernels.rankOfColumn(...column, min) },
    target,
  );
}

/** Up to this many rows a pass over the whole window is faster than sorting the column: measured. */
const SHORT_TO_SORT = 64;
const SHORT_TO_COUNT = 96;
/** Doubles that the compiled kernels need beside a column and its results: see lib/assembly/positions.ts. */
const room = (rows: number): number => 2 * rows + 1 + sortRoom(rows);

import type { TimeIndex } from "../../core/index.js";
import type { HorizonReport } from "../horizonReport.js";

/** Growth of 1, one value per holding period, on the date the period starts. */
export interface CumulativeByQuantile {
  readonly time: readonly number[];
  /** One line per quantile. */
  readonly lines: readonly Float64Array[];
  /** The compounded top minus bottom return. */
  readonly spread: Float64Array;
}

/**
 * Compound the mean returns of each quantile over every horizon-th date, so that no two holding periods overlap.
 * Each value stands on the date its holding period ends (1 on the first start). A missing period earns nothing.
 */
export function cumulativeByQuantile({
  time,
  horizon,
  delay,
  quantiles,
}: HorizonReport): CumulativeByQuantile {
  const { count, byDate, spread } = quantiles;
  const starts = startRows(time, spread, horizon);
  const dates = endDates(time, starts, horizon + delay);
  const compound = (valueAt: (row: number) => number): Float64Array => {
    const out = new Float64Array(dates.length);
    let level = 1;
    out[0] = 1;
    for (let k = 0; k < starts.length; k++) {
      const value = valueAt(starts[k]);
      level *= 1 + (Number.isNaN(value) ? 0 : value);
      out[k + 1] = level;
    }
    return out;
  };
  return {
    time: dates,
    lines: Array.from({ length: count }, (_, q) => compound((row) => byDate[row * count + q])),
    spread: compound((row) => spread[row]),
  };
}

/** Every horizon-th row from the first to the last that has quantile returns. */
function startRows(time: TimeIndex, spread: Float64Array, horizon: number): number[] {
  let first = 0;
  while (first < time.length && Number.isNaN(spread[first])) first++;
  let last = time.length - 1;
  while (last >= first && Number.isNaN(spread[last])) last--;
  const rows: number[] = [];
  for (let row = first; row <= last; row += horizon) rows.push(row);
  return rows;
}

/** The first start and the end of each period; an end beyond the evaluated dates is put one day after the last. */
function endDates({ instants }: TimeIndex, starts: readonly number[], ahead: number): number[] {
  if (starts.length === 0) return [instants[0]];
  const dates = [instants[starts[0]]];
  for (const row of starts) {
    const end = row + ahead;
    const previous = dates[dates.length - 1];
    dates.push(
      end < instants.length ? instants[end] : Math.max(instants[instants.length - 1], previous + DAY),
    );
  }
  return dates;
}

const DAY = 86_400_000;

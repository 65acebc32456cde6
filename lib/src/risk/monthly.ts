import { isoDate, type TimeIndex } from "../core/index.js";

/** Compound return of one calendar month. */
export interface MonthlyReturn {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** Simple return of the month, a fraction; `NaN` when every return in it is missing. */
  readonly value: number;
}

/** Returns compounded by calendar month (UTC), in order; months without a row are left out. */
export function monthlyReturns(returns: Float64Array, time: TimeIndex): MonthlyReturn[] {
  const months: MonthlyReturn[] = [];
  for (let i = 0; i < returns.length; ) {
    const month = isoDate(time.instants[i]).slice(0, 7);
    let value = Number.NaN;
    for (; i < returns.length && isoDate(time.instants[i]).slice(0, 7) === month; i++) {
      if (!Number.isNaN(returns[i])) value = (Number.isNaN(value) ? 1 : value) * (1 + returns[i]);
    }
    months.push({ year: Number(month.slice(0, 4)), month: Number(month.slice(5)), value: value - 1 });
  }
  return months;
}

import { checkOneOf, mean, std, type TimeIndex } from "../../core/index.js";
import { DEFAULT_TEST, meanInference } from "../meanInference.js";

/** The parts of the calendar that `periods` knows. */
export const CALENDAR_PERIODS = ["month", "quarter", "year"] as const;
export type CalendarPeriod = (typeof CALENDAR_PERIODS)[number];

/** A mean of one value per date over a part of the calendar. */
export interface PeriodIc {
  /** `2020`, `2020-Q3` or `2020-07`. */
  readonly period: string;
  readonly mean: number;
  /** Sample standard deviation over its dates (ddof 1). */
  readonly std: number;
  /** t and two-sided p-value of the default test, on the dates of the period alone. */
  readonly t: number;
  readonly p: number;
  /** 95 % interval of the mean by the same test. */
  readonly interval: readonly [low: number, high: number];
  /** Share of its dates with a value above 0. */
  readonly hitRate: number;
  /** Its dates with a value. */
  readonly dates: number;
}

/**
 * An IC per date by calendar month, quarter or year. A date belongs to the period in which its factor value was
 * known; its forward return may end in the next. Periods without any value are left out.
 */
export function periodIc(
  time: TimeIndex,
  values: Float64Array,
  { period, horizon }: { period: CalendarPeriod; horizon: number },
): PeriodIc[] {
  checkOneOf("ic.periods", "period", period, CALENDAR_PERIODS);
  const rows = new Map<string, number[]>();
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const name = periodName(time.label(i), period);
    const present = rows.get(name);
    if (present) present.push(values[i]);
    else rows.set(name, [values[i]]);
  }
  return Array.from(rows, ([name, present]) => {
    const series = Float64Array.from(present);
    const { t, p, interval } = meanInference(series, horizon)[DEFAULT_TEST];
    const hits = present.filter((value) => value > 0).length;
    return {
      period: name,
      mean: mean(series),
      std: std(series),
      t,
      p,
      interval,
      hitRate: hits / present.length,
      dates: present.length,
    };
  });
}

/** Of a date as text, `2020-07-31…`. */
function periodName(date: string, period: CalendarPeriod): string {
  if (period === "year") return date.slice(0, 4);
  if (period === "month") return date.slice(0, 7);
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

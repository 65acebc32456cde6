import { DAY_MS, type DateLike, isoDate, toInstant } from "../../core/index.js";

/** A calendar date as the number of days since 1970-01-01. */
export type Day = number;

/** The calendar date of a date or of a UTC instant, as daily rows carry it. */
export const dayOf = (date: DateLike): Day => Math.floor(toInstant(date) / DAY_MS);

export const dayAt = (year: number, month: number, day: number): Day =>
  Date.UTC(year, month - 1, day) / DAY_MS;

export const isoDay = (day: Day): string => isoDate(day * DAY_MS);

/** 0 Monday … 6 Sunday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7;

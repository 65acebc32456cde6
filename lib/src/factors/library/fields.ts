import { type Factor, field } from "../../expr/index.js";

/** Adjusted for splits and dividends, anchored at the first date: only ratios over time carry meaning. */
export const close = field("close");
export const open = field("open");
export const high = field("high");
export const low = field("low");
/** Adjusted for splits. */
export const volume = field("volume");
/** As traded: raw close × raw volume, in currency. */
export const dollarVolume = field("dollar_volume");

/** Mondays to Fridays of the month up to the date, and after it: from the date alone, without holidays. */
export const workday = field("calendar.workday");
export const workdaysLeft = field("calendar.workdays_left");

/** Simple return of a session, dividends included. */
export const daily = close.returns();
/** Sessions in a year, for annualising a daily standard deviation by its square root. */
export const YEAR = 252;

/** Mean across the assets of the date, for the assets that have a value. */
export const acrossMean = (x: Factor): Factor => x.sub(x.demean());

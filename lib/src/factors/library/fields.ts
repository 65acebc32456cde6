import { field } from "../../expr/index.js";

/** Adjusted for splits and dividends, anchored at the first date: only ratios over time carry meaning. */
export const close = field("close");
export const open = field("open");
/** Adjusted for splits. */
export const volume = field("volume");
/** As traded: raw close × raw volume, in currency. */
export const dollarVolume = field("dollar_volume");

/** Where a (date, symbol) observation can fall out, in the order of the steps. */
export const LOSS_REASONS = [
  "not_trading",
  "warm_up",
  "no_factor",
  "past_end",
  "delisted",
  "no_forward",
  "too_few",
  "no_variance",
] as const;

export type LossReason = (typeof LOSS_REASONS)[number];

/** One step of the way from the grid of dates × symbols to the observations of an IC. */
export type LossStep = "universe" | "factor" | "forward return" | "date";

export const LOSS_STEP: Readonly<Record<LossReason, LossStep>> = {
  not_trading: "universe",
  warm_up: "factor",
  no_factor: "factor",
  past_end: "forward return",
  delisted: "forward return",
  no_forward: "forward return",
  too_few: "date",
  no_variance: "date",
};

/** A few words, for narrow tables. */
export const LOSS_LABEL: Readonly<Record<LossReason, string>> = {
  not_trading: "symbol not trading",
  warm_up: "look-back not filled",
  no_factor: "factor value missing",
  past_end: "ends after the data",
  delisted: "ends after the last price",
  no_forward: "no price at entry or exit",
  too_few: "too few names",
  no_variance: "no variation",
};

export const LOSS_TEXT: Readonly<Record<LossReason, string>> = {
  not_trading: "symbol has neither a price nor a factor value on the date (not listed yet, delisted, gap)",
  warm_up: "before the first factor value of the symbol (look-back not filled)",
  no_factor: "factor value missing on the date",
  past_end: "forward return ends after the last date of the data",
  delisted: "forward return ends after the last price of the symbol",
  no_forward: "price missing at entry or exit",
  too_few: "too few names with both values on the date",
  no_variance: "factor or forward return does not vary on the date",
};

import type { QualityRule } from "./rule.js";

/** Rules that a row breaks by itself. */
export const rowRules: readonly QualityRule[] = [
  {
    name: "missing_symbol",
    severity: "quarantine",
    sentence: "The row names no symbol.",
    sql: () => where("symbol IS NULL"),
  },
  {
    name: "bad_date",
    severity: "quarantine",
    sentence: "The date is missing or cannot be read as a date.",
    sql: () => where("date IS NULL"),
  },
  {
    name: "non_numeric",
    severity: "quarantine",
    sentence: "A price or the volume is neither empty nor a finite number.",
    sql: () => where("bad_number"),
  },
  {
    name: "missing_price",
    severity: "quarantine",
    sentence: "Open, high, low or close is missing.",
    sql: () => where("open IS NULL OR high IS NULL OR low IS NULL OR close IS NULL"),
  },
  {
    name: "non_positive_price",
    severity: "quarantine",
    sentence: "Open, high, low or close is zero or negative.",
    sql: () => where("least(open, high, low, close) <= 0"),
  },
  {
    name: "negative_volume",
    severity: "quarantine",
    sentence: "The volume is negative.",
    sql: () => where("volume < 0"),
  },
  {
    name: "ohlc_inconsistent",
    severity: "quarantine",
    sentence:
      "Open or close lies outside low to high by more than the tolerance, 0.5 % of the close by default.",
    sql: ({ policy }) => where(`${OHLC_EXCESS} > ${policy.ohlcTolerance}`),
  },
];

/** How far open or close lie outside low to high, relative to the close; at most 0 for a sound bar. */
export const OHLC_EXCESS =
  "greatest(greatest(open, close, low) - high, low - least(open, close, high)) / close";

function where(condition: string): string {
  return `SELECT row FROM good WHERE ${condition}`;
}

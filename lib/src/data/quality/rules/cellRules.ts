import type { DailyBars } from "../bars/bars.js";
import { ANY_ACTION, QUARANTINE_ONLY, type QualityRule } from "../rule.js";
import { eachBar } from "./eachBar.js";

const AT_ONCE = "with the bar";

/** Rules that a row breaks by itself. */
export const cellRules: readonly QualityRule[] = [
  {
    name: "missing_symbol",
    severity: "error",
    action: "quarantine",
    actions: QUARANTINE_ONLY,
    sentence: "The row names no symbol.",
    formula: "symbol empty",
    known: AT_ONCE,
    value: "",
    thresholds: {},
    find: eachBar(({ symbol }, i) => symbol[i] === 0),
  },
  {
    name: "bad_date",
    severity: "error",
    action: "quarantine",
    actions: QUARANTINE_ONLY,
    sentence: "The date is missing or cannot be read as a date.",
    formula: "date empty or unreadable",
    known: AT_ONCE,
    value: "",
    thresholds: {},
    find: eachBar(({ session }, i) => session[i] < 0),
  },
  {
    name: "non_numeric",
    severity: "error",
    action: "quarantine",
    actions: QUARANTINE_ONLY,
    sentence: "A price or the volume is neither empty nor a finite number.",
    formula: "a cell of numbers is neither empty nor finite",
    known: AT_ONCE,
    value: "",
    thresholds: {},
    find: eachBar(({ bad }, i) => bad[i] !== 0),
  },
  {
    name: "missing_price",
    severity: "error",
    action: "quarantine",
    actions: QUARANTINE_ONLY,
    sentence: "Open, high, low or close is missing.",
    formula: "open, high, low or close empty",
    known: AT_ONCE,
    value: "",
    thresholds: {},
    find: eachBar(({ open, high, low, close }, i) => Number.isNaN(open[i] + high[i] + low[i] + close[i])),
  },
  {
    name: "non_positive_price",
    severity: "error",
    action: "quarantine",
    actions: QUARANTINE_ONLY,
    sentence: "Open, high, low or close is zero or negative.",
    formula: "min(open, high, low, close) ≤ 0",
    known: AT_ONCE,
    value: "lowest price",
    thresholds: {},
    find: eachBar(
      (bars, i) => lowest(bars, i) <= 0,
      (bars, i) => lowest(bars, i),
    ),
  },
  {
    name: "negative_volume",
    severity: "error",
    action: "quarantine",
    actions: ANY_ACTION,
    sentence: "The volume is negative.",
    formula: "volume < 0",
    known: AT_ONCE,
    value: "volume, shares",
    thresholds: {},
    find: eachBar(
      ({ volume }, i) => volume[i] < 0,
      ({ volume }, i) => volume[i],
    ),
  },
  {
    name: "ohlc_inconsistent",
    severity: "error",
    action: "quarantine",
    actions: ANY_ACTION,
    sentence: "Open or close lies outside low to high by more than the tolerance.",
    formula: "max(max(open, close, low) − high, low − min(open, close, high)) / close > tolerance",
    known: AT_ONCE,
    value: "excess, fraction of close",
    thresholds: {
      tolerance: { default: 0.005, unit: "fraction of close", meaning: "larger excess is an inconsistency" },
    },
    find: eachBar(
      (bars, i, { tolerance }) => ohlcExcess(bars, i) > tolerance,
      (bars, i) => ohlcExcess(bars, i),
    ),
  },
];

/** How far open or close lie outside low to high, relative to the close; at most 0 for a sound bar. */
export function ohlcExcess({ open, high, low, close }: DailyBars, i: number): number {
  const above = Math.max(open[i], close[i], low[i]) - high[i];
  const below = low[i] - Math.min(open[i], close[i], high[i]);
  return Math.max(above, below) / close[i];
}

function lowest({ open, high, low, close }: DailyBars, i: number): number {
  return Math.min(open[i], high[i], low[i], close[i]);
}

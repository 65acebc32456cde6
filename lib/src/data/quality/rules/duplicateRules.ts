import { type DailyBars, NUMBER_COLUMNS } from "../bars/bars.js";
import { QUARANTINE_ONLY, type QualityRule } from "../rule.js";

/** Rules about two bars of one symbol and session. */
export const duplicateRules: readonly QualityRule[] = [
  {
    name: "duplicate",
    severity: "warning",
    action: "quarantine",
    actions: QUARANTINE_ONLY,
    sentence: "The same bar was delivered before, with the same values; the first is kept.",
    formula: "symbol, date, open, high, low, close and volume equal those of an earlier row",
    known: "with the bar",
    value: "",
    thresholds: {},
    find: repeated(true),
  },
  {
    name: "conflicting_duplicate",
    severity: "error",
    action: "quarantine",
    actions: QUARANTINE_ONLY,
    sentence:
      "Another bar of this symbol and date was delivered before, with other values; the first is kept.",
    formula: "symbol and date equal those of an earlier row, a value does not",
    known: "with the bar",
    value: "",
    thresholds: {},
    find: repeated(false),
  },
];

/** Rows of a repeated symbol and session after the first whose values are, or are not, those of the first. */
function repeated(same: boolean): QualityRule["find"] {
  return (bars, report) => {
    const { length, symbol, session } = bars;
    let first = 0;
    for (let i = 1; i < length; i++) {
      if (session[i] !== session[first] || symbol[i] !== symbol[first]) first = i;
      else if (equalValues(bars, i, first) === same) report.bar(i, Number.NaN);
    }
  };
}

function equalValues(bars: DailyBars, i: number, j: number): boolean {
  return NUMBER_COLUMNS.every((name) => Object.is(bars[name][i], bars[name][j]));
}

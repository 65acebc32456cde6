import type { QualityRule } from "./rule.js";

/** Rules that need the other rows of the same symbol. */
export const sequenceRules: readonly QualityRule[] = [
  {
    name: "duplicate",
    severity: "quarantine",
    sentence: "The same bar was delivered before, with the same values; the first is kept.",
    sql: () => repeated("IS NOT DISTINCT FROM"),
  },
  {
    name: "conflicting_duplicate",
    severity: "quarantine",
    sentence:
      "Another bar of this symbol and date was delivered before, with other values; the first is kept.",
    sql: () => repeated("IS DISTINCT FROM"),
  },
  {
    name: "one_day_spike",
    severity: "quarantine",
    sentence:
      "The close jumps by more than 25 % and is back within 5 % at the next session (by default): a bad tick, known one session later.",
    sql: ({ policy }) => `SELECT row FROM (
        SELECT row, ln(close / lag(close) OVER days) AS jump, ln(lead(close) OVER days / lag(close) OVER days) AS rest
        FROM good WINDOW days AS (PARTITION BY symbol ORDER BY date))
      WHERE abs(jump) > ln(1 + ${policy.spike}) AND abs(rest) < ln(1 + ${policy.spikeReturn})`,
  },
];

/** Rows of a repeated symbol and date after the first, compared with the first. */
function repeated(comparison: "IS DISTINCT FROM" | "IS NOT DISTINCT FROM"): string {
  return `SELECT row FROM (
      SELECT row, row_number() OVER days AS nth, [open, high, low, close, volume] AS bar,
        first_value([open, high, low, close, volume]) OVER days AS first_bar
      FROM good SEMI JOIN (SELECT symbol, date FROM good GROUP BY ALL HAVING count(*) > 1) twice USING (symbol, date)
      WINDOW days AS (PARTITION BY symbol, date ORDER BY row))
    WHERE nth > 1 AND bar ${comparison} first_bar`;
}

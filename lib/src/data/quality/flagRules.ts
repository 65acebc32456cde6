import { OHLC_EXCESS } from "./rowRules.js";
import type { QualityRule } from "./rule.js";

/** Rules that publish the row and list it. */
export const flagRules: readonly QualityRule[] = [
  {
    name: "ohlc_rounding",
    severity: "flag",
    sentence:
      "Open or close lies outside low to high by at most the tolerance, 0.5 % of the close by default.",
    sql: () => `SELECT symbol, date, ${OHLC_EXCESS} AS value FROM good WHERE ${OHLC_EXCESS} > 0`,
  },
  {
    name: "zero_volume",
    severity: "flag",
    sentence: "No share changed hands.",
    sql: () => "SELECT symbol, date, volume AS value FROM good WHERE volume = 0",
  },
  {
    name: "missing_volume",
    severity: "flag",
    sentence: "The volume is missing although the source has a volume column.",
    sql: ({ fields }) =>
      `SELECT symbol, date, NULL AS value FROM good WHERE volume IS NULL AND ${fields.includes("volume")}`,
  },
  {
    name: "large_move",
    severity: "flag",
    sentence:
      "The close moves by a factor of more than 1.5 (by default) in one session and stays: news, or a split or spin-off that no action records.",
    sql: ({ policy }) => `SELECT symbol, date, change - 1 AS value FROM (
        SELECT symbol, date, close * coalesce(ratio, 1) / lag(close) OVER days AS change
        FROM good LEFT JOIN (
          SELECT symbol, date, product(value) AS ratio FROM actions WHERE kind = 'split' GROUP BY ALL
        ) splits USING (symbol, date)
        WINDOW days AS (PARTITION BY symbol ORDER BY date))
      WHERE abs(ln(change)) > ln(1 + ${policy.largeMove})`,
  },
  {
    name: "missing_session",
    severity: "flag",
    sentence: "The symbol has no row on this date, between its first and last, while most others have one.",
    sql: () => `WITH days AS (SELECT DISTINCT symbol, date FROM typed WHERE symbol IS NOT NULL AND date IS NOT NULL),
        lives AS (SELECT symbol, min(date) AS first, max(date) AS last FROM days GROUP BY symbol),
        sessions AS (SELECT date, count(*) AS present FROM days GROUP BY date),
        expected AS (SELECT symbol, date, present, count(*) OVER (PARTITION BY date) AS alive
          FROM sessions JOIN lives ON date BETWEEN first AND last)
      SELECT symbol, date, NULL AS value FROM expected ANTI JOIN days USING (symbol, date)
      WHERE present * 2 > alive`,
  },
];

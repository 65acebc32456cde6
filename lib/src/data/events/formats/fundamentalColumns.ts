import type { EventColumn } from "../eventColumns.js";
import type { EventField } from "../eventField.js";

/** Quarterly reports come within about 90 days of the quarter's end: what is older than this was not followed up. */
const STALE_DAYS = 200;

const DEFINITIONS = [
  ["eps", "USD/share", "diluted earnings of twelve months"],
  ["book", "USD/share", "equity over shares"],
  ["sales", "USD/share", "revenues of twelve months over shares"],
  ["cash_flow", "USD/share", "operating cash flow of the last annual report over shares"],
  ["dividend", "USD/share", "dividends of twelve months"],
  ["revenues", "USD", "of twelve months"],
  ["net_income", "USD", "of twelve months"],
  ["assets", "USD", "at the end of the period"],
  ["equity", "USD", "at the end of the period"],
  ["shares", "shares", "net income over basic earnings per share, of twelve months"],
  ["roe", "1", "net income of twelve months / equity, where that is positive"],
  ["roa", "1", "net income of twelve months / total assets"],
  ["operating_roe", "1", "operating income of twelve months / equity, where that is positive"],
  ["operating_margin", "1", "operating income / revenues, of twelve months"],
  ["asset_turnover", "1", "revenues of twelve months / total assets"],
  ["accruals", "1", "(net income − operating cash flow) / total assets, of the last annual report"],
  ["asset_growth", "1", "total assets over those of the period a year before, less 1"],
  ["revenue_growth", "1", "revenues of the quarter or year over those of the one a year before, less 1"],
  ["eps_change", "USD/share", "diluted earnings of the quarter or year less those of the one a year before"],
  ["current_ratio", "1", "current assets / current liabilities"],
  ["leverage", "1", "(total assets − equity) / total assets"],
  ["cash_to_assets", "1", "cash / total assets"],
] as const;

export type Fundamental = (typeof DEFINITIONS)[number][0];

export const FUNDAMENTAL_COLUMNS: readonly EventColumn[] = DEFINITIONS.map(([name, unit, meaning]) => ({
  ...{ name, kind: "number" as const, unit, meaning },
}));

export const FUNDAMENTAL_FIELDS: Readonly<Record<string, EventField>> = {
  ...Object.fromEntries(
    DEFINITIONS.map(([column]): [string, EventField] => [column, { take: "last", column, days: STALE_DAYS }]),
  ),
  age: { take: "age", days: STALE_DAYS },
};

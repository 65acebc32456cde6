import type { QualityPolicy } from "./policy.js";

/** What the rules read: which optional fields the source has, and the thresholds. */
export interface RuleContext {
  readonly policy: QualityPolicy;
  readonly fields: readonly string[];
}

/**
 * One quality rule. `quarantine` keeps the row out of the published data and in the quarantine, with this
 * rule's name as the reason; `flag` publishes the row and lists it.
 *
 * Rules run in order; a row that has fallen is not seen by the rules after it. The tables they read:
 * `typed(row, file, symbol, date, open, high, low, close, volume, …, bad_number)` holds every row,
 * `good` those that have not fallen, `actions` the corporate actions.
 */
export interface QualityRule {
  readonly name: string;
  readonly severity: "quarantine" | "flag";
  /** What the rule says about a row, as a sentence for people. */
  readonly sentence: string;
  /**
   * Quarantine: SQL that selects `row`. Flag: SQL that selects `symbol, date, value`, where `value` is the
   * number that made the rule speak (or null).
   */
  readonly sql: (context: RuleContext) => string;
}

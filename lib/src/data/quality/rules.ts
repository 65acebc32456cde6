import { BAR_REASONS } from "../intraday/barReasons.js";
import { flagRules } from "./flagRules.js";
import { rowRules } from "./rowRules.js";
import type { QualityRule } from "./rule.js";
import { sequenceRules } from "./sequenceRules.js";

/** Every quality rule, in the order in which they run. Lines that cannot be read at all are `malformed_line`. */
export const QUALITY_RULES: readonly QualityRule[] = [...rowRules, ...sequenceRules, ...flagRules];

/** Reasons that are given before or beside the rules over bars. */
export const OTHER_REASONS: Readonly<Record<string, string>> = {
  malformed_line: "The line does not split into the columns of the header.",
  bad_action:
    "The corporate action has no symbol, date or known kind, no positive value, or a dividend of at least the previous close.",
  ...BAR_REASONS,
};

/** The sentence that explains a reason or flag. */
export function explainRule(name: string): string {
  return QUALITY_RULES.find((rule) => rule.name === name)?.sentence ?? OTHER_REASONS[name] ?? name;
}

import { BAR_REASONS } from "../intraday/barReasons.js";
import type { QualityRule } from "./rule.js";
import { cellRules } from "./rules/cellRules.js";
import { duplicateRules } from "./rules/duplicateRules.js";
import { excursionRules } from "./rules/excursionRules.js";
import { forestRule } from "./rules/forestRule.js";
import { identityRules } from "./rules/identityRules.js";
import { jumpRules } from "./rules/jumpRules.js";
import { revisionRules } from "./rules/revisionRules.js";
import { securityRules } from "./rules/securityRules.js";
import { sessionRules } from "./rules/sessionRules.js";
import { standstillRules } from "./rules/standstillRules.js";
import { volumeRules } from "./rules/volumeRules.js";

/**
 * Every quality rule, in the order in which they run. Rules about sessions come after those of the two cells that they
 * read and before all others: a row that falls for its prices is no missing one.
 */
export const QUALITY_RULES: readonly QualityRule[] = [
  ...[...cellRules.slice(0, 2), ...sessionRules].map((rule) => ({ ...rule, seesFallen: true as const })),
  ...cellRules.slice(2),
  ...duplicateRules,
  ...excursionRules,
  ...securityRules,
  ...identityRules,
  ...revisionRules,
  ...jumpRules,
  ...standstillRules,
  ...volumeRules,
  forestRule,
];

/** Rules about what a delivery changed of the record: their flags are facts, which no later look takes back. */
export const REVISION_RULES: readonly string[] = revisionRules.map(({ name }) => name);

/** Rules about what a symbol is called: what they found stays until the bar is delivered again. */
export const SECURITY_RULES: readonly string[] = securityRules.map(({ name }) => name);

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

import { z } from "zod";
import { fail, nearest } from "../../core/index.js";
import type { QualityRule, RuleAction } from "./rule.js";
import { QUALITY_RULES } from "./rules.js";

/** What one rule does and compares with. */
export type RulePolicy = { readonly action: RuleAction } & Readonly<Record<string, number | RuleAction>>;

/** What every rule does with the bars of one dataset. */
export interface QualityPolicy {
  /** `auto`, `none`, or the name of a calendar, e.g. `XNYS`. */
  readonly calendar: string;
  /** Rule → action and thresholds. */
  readonly rules: Readonly<Record<string, RulePolicy>>;
}

/** What differs from the defaults: an action alone, or any of action and thresholds. */
export interface QualityOverrides {
  calendar?: string;
  rules?: Readonly<Record<string, RuleAction | Readonly<Record<string, number | RuleAction>>>>;
}

/** `config/quality.yaml`: overrides for all datasets and, stronger, for single ones. Unknown keys are refused. */
export const overridesSchema = z.strictObject({
  calendar: z.string().min(1).optional(),
  rules: z
    .strictObject(Object.fromEntries(QUALITY_RULES.map((rule) => [rule.name, ruleSchema(rule)])))
    .optional(),
});

function ruleSchema({ actions, thresholds }: QualityRule) {
  const action = z.enum(actions as [RuleAction, ...RuleAction[]]);
  const limits = Object.keys(thresholds).map((name) => [name, z.number().nonnegative().optional()]);
  return z
    .union([action, z.strictObject({ action: action.optional(), ...Object.fromEntries(limits) })])
    .optional();
}

/** The defaults with overrides applied, the last the strongest. */
export function qualityPolicy(...overrides: readonly QualityOverrides[]): QualityPolicy {
  const rules: Record<string, RulePolicy> = {};
  for (const { name, action, thresholds } of QUALITY_RULES) {
    const defaults = Object.fromEntries(
      Object.entries(thresholds).map(([key, limit]) => [key, limit.default]),
    );
    rules[name] = { action, ...defaults };
  }
  let calendar = "auto";
  for (const each of overrides.map(checkOverrides)) {
    calendar = each.calendar ?? calendar;
    for (const [name, given] of Object.entries(each.rules ?? {}))
      rules[name] = { ...rules[name], ...(typeof given === "string" ? { action: given } : given) };
  }
  return { calendar, rules };
}

const WHO = "data.ingest: quality";

function checkOverrides(overrides: QualityOverrides): QualityOverrides {
  const known = Object.keys(overridesSchema.shape);
  checkNames("", Object.keys(overrides), known);
  for (const [name, given] of Object.entries(overrides.rules ?? {})) {
    const rule = QUALITY_RULES.find((each) => each.name === name);
    if (!rule)
      checkNames(
        "rules: ",
        [name],
        QUALITY_RULES.map((each) => each.name),
      );
    else if (typeof given === "object")
      checkNames(`rules.${name}: `, Object.keys(given), ["action", ...Object.keys(rule.thresholds)]);
  }
  const result = overridesSchema.safeParse(overrides);
  if (result.success) return overrides;
  const [issue] = result.error.issues;
  return fail(WHO, `${issue.path.join(".")}: ${issue.message}`, { received: overrides });
}

function checkNames(where: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, known);
  fail(WHO, `${where}unknown key ${JSON.stringify(unknown)}; known: ${known.join(", ")}`, {
    fix: near && `did you mean ${near}?`,
  });
}

import type { BarContext } from "./bars/barContext.js";
import type { DailyBars } from "./bars/bars.js";
import type { Identities } from "./identity/identities.js";
import type { DetailPart, Revised } from "./revised.js";

/** `quarantine` keeps the row out of the published data, `flag` publishes and lists it, `off` does not look. */
export const ACTIONS = ["quarantine", "flag", "off"] as const;
export type RuleAction = (typeof ACTIONS)[number];

/** A number that a rule compares with, set in `config/quality.yaml`. */
export interface Threshold {
  readonly default: number;
  readonly unit: string;
  readonly meaning: string;
}

/** Called with the position of a bar that breaks the rule. */
export interface Report {
  /**
   * @param value the number that made the rule speak, `NaN` for none
   * @param known sessions after the bar's own until the verdict is certain; {@link WITH_ALL} if all of the delivery
   * is needed. Default 0
   */
  bar(at: number, value: number, known?: number): void;
  /** A symbol and session without a bar; symbol 0 is the whole session. */
  absent(symbol: number, session: number, value: number, known?: number): void;
  /** A day (since 1970-01-01) on which nobody has a row. */
  absentDay(day: number, known: number): void;
}

/** A verdict that is known with the whole delivery only. */
export const WITH_ALL = -1;

/**
 * One quality rule. Rules run in the order of `QUALITY_RULES`; a bar that has fallen is not seen by the rules after
 * the one that it broke.
 */
export interface QualityRule {
  readonly name: string;
  /** `error`: the row cannot be true or used; `warning`: it is probably wrong; `note`: worth knowing. */
  readonly severity: "error" | "warning" | "note";
  /** What is done by default. */
  readonly action: RuleAction;
  /** What may be done: a row without a date cannot be published, an absent one not be kept out. */
  readonly actions: readonly RuleAction[];
  /** What the rule says about a row, as a sentence for people. */
  readonly sentence: string;
  /** The condition with its thresholds; t is the session, t − 1 the symbol's bar before. */
  readonly formula: string;
  /** How long after the session of the bar the verdict is certain, in words. */
  readonly known: string;
  /** What the number beside a finding is; empty when there is none. */
  readonly value: string;
  readonly thresholds: Readonly<Record<string, Threshold>>;
  /** Its findings say what a value was and became. */
  readonly detail?: DetailPart;
  /** It also looks at rows that fell before this look: they are not missing. */
  readonly seesFallen?: true;
  readonly find: (bars: DailyBars, report: Report, context: FindContext) => void;
}

/** What a rule reads beside the bars. */
export interface FindContext {
  /** The thresholds of this rule. */
  readonly limits: Readonly<Record<string, number>>;
  /** Fields that the source has. */
  readonly fields: readonly string[];
  /** Whether a day (since 1970-01-01) has trading; `undefined` where the calendar says nothing, or there is none. */
  readonly isSession?: (day: number) => boolean | undefined;
  /** The calendar was not named but follows from the dates of the whole delivery. */
  readonly calendarGuessed: boolean;
  readonly derived: BarContext;
  readonly revised: Revised;
  readonly identities: Identities;
}

export const ANY_ACTION: readonly RuleAction[] = ACTIONS;
export const FLAG_ONLY: readonly RuleAction[] = ["flag", "off"];
export const QUARANTINE_ONLY: readonly RuleAction[] = ["quarantine"];

import { type BarAction, BarContext } from "./bars/barContext.js";
import { type DailyBars, withoutFallen } from "./bars/bars.js";
import { Findings } from "./findings.js";
import { Identities } from "./identity/identities.js";
import type { QualityPolicy } from "./policy.js";
import { Revised } from "./revised.js";
import type { FindContext, QualityRule, Report } from "./rule.js";

export interface JudgeOptions {
  readonly policy: QualityPolicy;
  /** Fields that the source has. */
  readonly fields: readonly string[];
  readonly actions: readonly BarAction[];
  readonly isSession?: FindContext["isSession"];
  readonly calendarGuessed: boolean;
  /** What was published before with other values. Default: nothing. */
  readonly revised?: Revised;
  /** Where symbols change what they are called. Default: nowhere. */
  readonly identities?: Identities;
}

export interface Verdict {
  readonly fallen: Findings;
  readonly flagged: Findings;
}

/** The row of a finding about what is not there. */
export const NO_ROW = -2147483648;

/**
 * Run rules in their order over bars, whose memory is used up: what falls by one is not seen by the next. Rows that
 * have fallen before are seen by the rules about sessions alone.
 */
export function judge(bars: DailyBars, rules: readonly QualityRule[], options: JudgeOptions): Verdict {
  const verdict = { fallen: new Findings(), flagged: new Findings() };
  const { revised = new Revised(), identities = new Identities() } = options;
  let kept = bars;
  let derived = new BarContext(kept, options.actions);
  const drop = (fallen: Uint8Array) => {
    kept = withoutFallen(kept, fallen);
    derived = new BarContext(kept, options.actions, derived);
  };
  rules.forEach((rule, number) => {
    const { action, ...limits } = options.policy.rules[rule.name];
    if (action === "off") return;
    if (!rule.seesFallen && kept.out.includes(1)) drop(kept.out);
    const context = {
      ...options,
      limits: limits as Readonly<Record<string, number>>,
      derived,
      revised,
      identities,
    };
    const before = verdict.fallen.length;
    const fallen = action === "quarantine" ? new Uint8Array(kept.length) : undefined;
    rule.find(
      kept,
      reporter(kept, verdict[fallen ? "fallen" : "flagged"], { rule: number, fallen }),
      context,
    );
    if (fallen && verdict.fallen.length > before) drop(fallen);
  });
  return verdict;
}

function reporter(
  { symbol, session, days, row }: DailyBars,
  findings: Findings,
  { rule, fallen }: { rule: number; fallen?: Uint8Array },
): Report {
  return {
    bar(at, value, known = 0) {
      if (fallen) {
        if (fallen[at] === 1) return;
        fallen[at] = 1;
      }
      findings.add({ rule, symbol: symbol[at], day: days[session[at]], row: row[at], value, known });
    },
    absent(of, at, value, known = 0) {
      findings.add({ rule, symbol: of, day: days[at], row: NO_ROW, value, known });
    },
    absentDay(day, known) {
      findings.add({ rule, symbol: 0, day, row: NO_ROW, value: Number.NaN, known });
    },
  };
}

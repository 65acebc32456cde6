import type { DailyBars } from "../bars/bars.js";
import type { Identities } from "../identity/identities.js";
import { type FindContext, FLAG_ONLY, type QualityRule } from "../rule.js";
import { isSplitRatio } from "./jumpRules.js";

/** Sessions within which a name that comes back was a wrong label. */
const BACK = 10;
/** Bars around a change of name in which the price may break. */
const AROUND = 5;
const KNOWN = `${BACK} sessions later: until then the old name may come back`;

/** What the source calls a security changes under its symbol. Each change is named by the first rule that knows it. */
export const securityRules: readonly QualityRule[] = [
  {
    name: "passing_name",
    severity: "warning",
    action: "flag",
    actions: FLAG_ONLY,
    sentence:
      "For a few sessions the symbol has the name or identifier of another security, then its own again.",
    formula: `the name or identifier at t is another than at t − 1, and at most ${BACK} sessions later the old one again`,
    known: "with the bar that has the old name again",
    value: "",
    detail: "identity",
    thresholds: {},
    find: (bars, report, { identities }) => {
      forSymbols(bars, identities, (positions) => {
        for (let k = 0; k + 1 < positions.length; k++) {
          const [at, back] = [positions[k], positions[k + 1]];
          const after = bars.session[back] - bars.session[at];
          if (
            after > BACK ||
            changeAt(bars, identities, back).after !== changeAt(bars, identities, at).before
          )
            continue;
          report.bar(at, Number.NaN, after);
          for (const i of [at, back]) identities.named.add(bars.row[i]);
          k++;
        }
      });
    },
  },
  {
    name: "other_security",
    severity: "warning",
    action: "flag",
    actions: FLAG_ONLY,
    sentence:
      "From this bar on the symbol stands for another security: a lasting identifier is another, or name or identifier and the price does not go on.",
    formula: `a FIGI or PERMNO is another; or, where such an identifier is not the same, another identifier or name is, and within ${AROUND} bars |ln(open_t / base_t)| > max(ln(1 + jump), sigmas · σ_t) by no split ratio, or over \`gap\` sessions have no row`,
    known: KNOWN,
    value: "",
    detail: "identity",
    thresholds: {
      jump: { default: 0.25, unit: "fraction", meaning: "a smaller change of the price is none" },
      sigmas: { default: 10, unit: "usual moves", meaning: "a smaller change is usual" },
      gap: { default: 5, unit: "sessions", meaning: "so many without a row are a gap" },
    },
    find: (bars, report, context) => {
      forSymbols(bars, context.identities, (positions) => {
        for (const i of positions) {
          if (!isOther(bars, i, context)) continue;
          context.identities.named.add(bars.row[i]);
          report.bar(i, Number.NaN, BACK);
        }
      });
    },
  },
  {
    name: "renamed_security",
    severity: "note",
    action: "flag",
    actions: FLAG_ONLY,
    sentence: "From this bar on the security has another name or identifier, and goes on.",
    formula: "the name or identifier at t is another than at t − 1; neither passing_name nor other_security",
    known: KNOWN,
    value: "",
    detail: "identity",
    thresholds: {},
    find: (bars, report, { identities }) => {
      forSymbols(bars, identities, (positions) => {
        for (const i of positions) report.bar(i, Number.NaN, BACK);
      });
    },
  },
];

/** Positions of each symbol at which it changes what it is called, without those that a rule has named. */
function forSymbols(
  { row, starts, symbols }: DailyBars,
  { changes, named }: Identities,
  found: (positions: readonly number[]) => void,
): void {
  if (changes.size === 0) return;
  for (let s = 1; s < symbols.length; s++) {
    const positions: number[] = [];
    for (let i = starts[s]; i < starts[s + 1]; i++)
      if (changes.has(row[i]) && !named.has(row[i])) positions.push(i);
    if (positions.length > 0) found(positions);
  }
}

function changeAt({ row }: DailyBars, { changes }: Identities, i: number) {
  const change = changes.get(row[i]);
  if (!change) throw new Error(`no change at ${i}`);
  return change;
}

function isOther(bars: DailyBars, i: number, context: FindContext): boolean {
  const { id } = changeAt(bars, context.identities, i);
  const { lasting } = context.identities;
  return id === "same" ? false : (id === "other" && lasting) || isBroken(bars, i, context);
}

/** Does the price stop and go on elsewhere near a position? A split ratio is no break: many change their name with a reverse split. */
function isBroken(
  { session, symbol, starts }: DailyBars,
  i: number,
  { derived, limits }: FindContext,
): boolean {
  const { gap, moveSigma } = derived;
  const first = Math.max(i - AROUND, starts[symbol[i]] + 1);
  const last = Math.min(i + AROUND, starts[symbol[i] + 1] - 1);
  for (let k = first; k <= last && session[k] - session[i] <= BACK; k++) {
    if (session[k] - session[k - 1] > limits.gap) return true;
    const least = Math.max(Math.log1p(limits.jump), limits.sigmas * (moveSigma[k] || 0));
    if (Math.abs(gap[k]) > least && !isSplitRatio(gap[k], SPLIT_TOLERANCE)) return true;
  }
  return false;
}

/** As of `unrecorded_split`. */
const SPLIT_TOLERANCE = 0.03;

import { ANY_ACTION, type QualityRule } from "../rule.js";
import { forExcursions } from "./excursionRules.js";

/** Rows under one symbol that seem to be of different securities. */
export const identityRules: readonly QualityRule[] = [
  {
    name: "symbol_reuse",
    severity: "warning",
    action: "flag",
    actions: ANY_ACTION,
    sentence: "After a gap the symbol comes back at another price scale: perhaps another company.",
    formula:
      "at least `gap` sessions without a row before t, and |ln(open_t / base_t)| > ln(1 + jump); not where the source tells identifiers and they are the same",
    known: "with the bar",
    value: "open over the last close before",
    thresholds: {
      gap: { default: 5, unit: "sessions", meaning: "so many without a row are a gap" },
      jump: { default: 0.5, unit: "fraction", meaning: "a smaller change of the price is none" },
    },
    find: ({ length, session, row }, report, { limits, derived, identities }) => {
      const { gap } = derived;
      const jump = Math.log(1 + limits.jump);
      for (let i = 1; i < length; i++) {
        if (!(Math.abs(gap[i]) > jump && session[i] - session[i - 1] > limits.gap)) continue;
        if (identities.complete && !identities.changes.has(row[i])) continue;
        report.bar(i, Math.exp(gap[i]));
      }
    },
  },
  {
    name: "foreign_rows",
    severity: "warning",
    action: "flag",
    actions: ANY_ACTION,
    sentence:
      "For a few sessions price and volume are those of something else, then both are back: rows of another security.",
    formula:
      "|ln(close_t / base_t)| > max(ln(1 + jump), sigmas · σ_t), back within ×÷ (1 + back) 2 to `sessions` bars later, and meanwhile volume / usual volume < 1 / volume or > volume",
    known: "with the bar at which the price is back: 2 to `sessions` bars later",
    value: "close over the close before the excursion",
    thresholds: {
      jump: { default: 0.25, unit: "fraction", meaning: "a smaller change is none" },
      sigmas: { default: 10, unit: "usual moves", meaning: "a smaller change is usual" },
      back: { default: 0.1, unit: "fraction", meaning: "how near the price must come to its old level" },
      sessions: { default: 10, unit: "bars", meaning: "longest excursion" },
      volume: {
        default: 3,
        unit: "ratio",
        meaning: "how far the volume must be from the usual one, on each bar",
      },
    },
    find: (bars, report, { limits, derived }) => {
      const { move, moveSigma, volumeMove } = derived;
      const jump = Math.log(1 + limits.jump);
      const back = Math.log(1 + limits.back);
      const unusual = Math.log(limits.volume);
      forExcursions(bars, move, {
        longest: limits.sessions,
        leaves: (size, i) => Math.abs(size) > Math.max(jump, limits.sigmas * (moveSigma[i] || 0)),
        returns: (rest) => Math.abs(rest) < back,
        found: (from, to) => {
          const own = volumeMove.subarray(from, to).findIndex((value) => !(Math.abs(value) > unusual));
          if (own >= 0 || to - from < 2) return;
          let level = 0;
          for (let i = from; i < to; i++) {
            level += move[i];
            report.bar(i, Math.exp(level), bars.session[to] - bars.session[i]);
          }
        },
      });
    },
  },
];

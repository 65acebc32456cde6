import type { DailyBars } from "../bars/bars.js";
import { ANY_ACTION, type QualityRule, type Report } from "../rule.js";

/** Prices that leave their level and come back: the verdict is known when they are back. */
export const excursionRules: readonly QualityRule[] = [
  {
    name: "unit_error",
    severity: "error",
    action: "quarantine",
    actions: ANY_ACTION,
    sentence:
      "The price is about 100 times too high or too low for a few sessions, as when pence are read as pounds.",
    formula:
      "close jumps by a factor within ×÷ (1 + tolerance) of factor, or of 1 / factor, and back within ×÷ (1 + tolerance) of its level at most `sessions` bars later",
    known: "with the bar at which the price is back: 1 to `sessions` bars later",
    value: "close over the close before the excursion",
    thresholds: {
      factor: { default: 100, unit: "ratio", meaning: "ratio of the two units" },
      tolerance: {
        default: 0.25,
        unit: "fraction",
        meaning: "how far both jumps may be from the exact factor",
      },
      sessions: { default: 10, unit: "bars", meaning: "longest excursion; a longer one is a jump" },
    },
    find: (bars, report, { limits, derived }) => {
      const near = Math.log(1 + limits.tolerance);
      const jump = Math.log(limits.factor);
      forExcursions(bars, derived.move, {
        longest: limits.sessions,
        leaves: (move) => Math.abs(Math.abs(move) - jump) <= near,
        returns: (rest) => Math.abs(rest) <= near,
        found: reportAll(bars, derived.move, report),
      });
    },
  },
  {
    name: "one_day_spike",
    severity: "error",
    action: "quarantine",
    actions: ANY_ACTION,
    sentence: "The close jumps far beyond what is usual and is back at the next session: a bad tick.",
    formula:
      "|ln(close_t / base_t)| > max(ln(1 + jump), sigmas · σ_t) and |ln(close_{t+1} / base_t)| < ln(1 + back), base_t the close before, adjusted for actions, σ_t the usual move",
    known: "1 bar later",
    value: "close over the close before − 1",
    thresholds: {
      jump: { default: 0.25, unit: "fraction", meaning: "a smaller move is none" },
      back: {
        default: 0.05,
        unit: "fraction",
        meaning: "how near the next close must come to the one before",
      },
      sigmas: {
        default: 6,
        unit: "usual moves",
        meaning: "a move that is usual for the symbol is none; 0: not asked",
      },
    },
    find: (bars, report, { limits, derived }) => {
      const { move, moveSigma } = derived;
      const jump = Math.log(1 + limits.jump);
      const back = Math.log(1 + limits.back);
      forExcursions(bars, move, {
        longest: 1,
        leaves: (size, i) => Math.abs(size) > Math.max(jump, limits.sigmas * (moveSigma[i] || 0)),
        returns: (rest) => Math.abs(rest) < back,
        found: (from, to) => report.bar(from, Math.expm1(move[from]), bars.session[to] - bars.session[from]),
      });
    },
  },
];

interface Excursion {
  /** Bars that it may last. */
  readonly longest: number;
  /** Whether a move (log) leaves the level. */
  readonly leaves: (move: number, i: number) => boolean;
  /** Whether what is left of the move is as good as nothing. */
  readonly returns: (rest: number) => boolean;
  /** The bars from `from` to before `to` are out, `to` is back. */
  readonly found: (from: number, to: number) => void;
}

/** Walk over each symbol; inside an excursion that ends no other begins. */
export function forExcursions(bars: DailyBars, move: Float64Array, excursion: Excursion): void {
  const { starts, symbols } = bars;
  const { longest, leaves, returns, found } = excursion;
  for (let s = 1; s < symbols.length; s++) {
    for (let i = starts[s] + 1; i < starts[s + 1]; i++) {
      if (!leaves(move[i], i)) continue;
      const last = Math.min(i + longest, starts[s + 1] - 1);
      let rest = move[i];
      for (let to = i + 1; to <= last; to++) {
        rest += move[to];
        if (!returns(rest)) continue;
        found(i, to);
        i = to;
        break;
      }
    }
  }
}

/** Each bar that is out, with its level over the close before the excursion. */
function reportAll({ session }: DailyBars, move: Float64Array, report: Report): Excursion["found"] {
  return (from, to) => {
    let level = 0;
    for (let i = from; i < to; i++) {
      level += move[i];
      report.bar(i, Math.exp(level), session[to] - session[i]);
    }
  };
}

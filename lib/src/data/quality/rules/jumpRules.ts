import { ANY_ACTION, type QualityRule } from "../rule.js";
import { ohlcExcess } from "./cellRules.js";
import { eachBar, eachDerived } from "./eachBar.js";

/** Prices that jump and stay: news, or something that nobody recorded. */
export const jumpRules: readonly QualityRule[] = [
  {
    name: "ohlc_rounding",
    severity: "note",
    action: "flag",
    actions: ANY_ACTION,
    sentence: "Open or close lies a little outside low to high.",
    formula: "0 < excess of ohlc_inconsistent ≤ its tolerance",
    known: "with the bar",
    value: "excess, fraction of close",
    thresholds: {},
    find: eachBar(
      (bars, i) => ohlcExcess(bars, i) > 0,
      (bars, i) => ohlcExcess(bars, i),
    ),
  },
  {
    name: "large_move",
    severity: "note",
    action: "flag",
    actions: ANY_ACTION,
    sentence: "The close moves very far in one session and stays: news, or an action that nobody recorded.",
    formula: "|ln(close_t / base_t)| > ln(1 + move)",
    known: "with the bar; at the next one when that shows a spike instead",
    value: "close over base − 1",
    thresholds: { move: { default: 0.5, unit: "fraction", meaning: "a larger move is listed" } },
    find: eachDerived(
      ({ move }) => [move],
      ([move], i, limits) =>
        Math.abs(move[i]) > Math.log(1 + limits.move) ? Math.expm1(move[i]) : Number.NaN,
    ),
  },
  {
    name: "extreme_move",
    severity: "note",
    action: "flag",
    actions: ANY_ACTION,
    sentence: "The close moves many times as far as is usual for the symbol.",
    formula:
      "|ln(close_t / base_t)| > max(sigmas · σ_t, ln(1 + move)), σ_t = 1.4826 · median of |ln(close / base)| over the 63 bars before; not where σ_t = 0",
    known: "with the bar; at the next one when that shows a spike instead",
    value: "move in usual moves σ",
    thresholds: {
      sigmas: { default: 15, unit: "usual moves", meaning: "a larger move is extreme" },
      move: { default: 0.1, unit: "fraction", meaning: "a smaller move is none, however calm the symbol" },
    },
    find: eachDerived(
      ({ move, moveSigma }) => [move, moveSigma],
      ([move, sigma], i, limits) => {
        const size = Math.abs(move[i]);
        if (sigma[i] === 0) return Number.NaN;
        return size > Math.max(limits.sigmas * sigma[i], Math.log(1 + limits.move))
          ? move[i] / sigma[i]
          : Number.NaN;
      },
    ),
  },
  {
    name: "unrecorded_split",
    severity: "warning",
    action: "flag",
    actions: ANY_ACTION,
    sentence:
      "The price opens at a simple fraction or multiple of the close before, without the turnover of news: a split that no action records.",
    formula:
      "open_t / base_t within ×÷ (1 + tolerance) of 1 / r or r, r one of 3/2, 2, 5/2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100; |ln(close_t / open_t)| < calm · |ln r|; dollar volume < turnover × usual",
    known: "with the bar; at the next one when that shows a spike instead",
    value: "new price over old",
    thresholds: {
      tolerance: { default: 0.03, unit: "fraction", meaning: "how near the ratio must be" },
      calm: { default: 0.25, unit: "fraction of the jump", meaning: "how far the day may go on" },
      turnover: { default: 8, unit: "ratio", meaning: "a larger one is news" },
    },
    find: mechanicalJump((gap, { tolerance }) => isSplitRatio(gap, tolerance)),
  },
  {
    name: "unrecorded_payout",
    severity: "warning",
    action: "flag",
    actions: ANY_ACTION,
    sentence:
      "The price opens far lower without the turnover of news, at no simple fraction: a special dividend or spin-off that no action records.",
    formula:
      "open_t / base_t < 1 − drop, |ln(open_t / base_t)| > sigmas · σ_t, not within tolerance of a split ratio; |ln(close_t / open_t)| < calm · |ln(open_t / base_t)|; dollar volume < turnover × usual",
    known: "with the bar; at the next one when that shows a spike instead",
    value: "open over base",
    thresholds: {
      drop: { default: 0.15, unit: "fraction", meaning: "a smaller drop is none" },
      sigmas: { default: 10, unit: "usual moves", meaning: "a smaller drop is usual" },
      tolerance: { default: 0.03, unit: "fraction", meaning: "as near to a split ratio it is a split" },
      calm: { default: 0.25, unit: "fraction of the jump", meaning: "how far the day may go on" },
      turnover: { default: 4, unit: "ratio", meaning: "a larger one is news" },
    },
    find: mechanicalJump(
      (gap, { drop, sigmas, tolerance }, sigma) =>
        -gap > Math.max(-Math.log(1 - drop), sigmas * sigma) && !isSplitRatio(gap, tolerance),
    ),
  },
];

type Limits = Readonly<Record<string, number>>;

/** An overnight jump after which the day is calm and no more money than usual changes hands. */
function mechanicalJump(
  isJump: (gap: number, limits: Limits, sigma: number) => boolean,
): QualityRule["find"] {
  return eachDerived(
    ({ gap, move, moveSigma, volumeMove }) => [gap, move, moveSigma, volumeMove],
    ([gap, move, sigma, volume], i, limits) => {
      const size = Math.abs(gap[i]);
      if (!(size > LEAST_JUMP) || !isJump(gap[i], limits, sigma[i])) return Number.NaN;
      const calm = Math.abs(move[i] - gap[i]) < limits.calm * size;
      const turnover = volume[i] + move[i];
      return calm && !(turnover >= Math.log(limits.turnover)) ? Math.exp(gap[i]) : Number.NaN;
    },
  );
}

const RATIOS = [1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100].map(Math.log);
/** No jump of a rule here is smaller (log). */
const LEAST_JUMP = 0.1;

/** Is a jump (log) as of a split, within ×÷ (1 + tolerance)? */
export function isSplitRatio(gap: number, tolerance: number): boolean {
  const near = Math.log(1 + tolerance);
  return RATIOS.some((ratio) => Math.abs(Math.abs(gap) - ratio) <= near);
}

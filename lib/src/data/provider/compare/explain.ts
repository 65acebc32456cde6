import { counted, formatNumber } from "../../../core/index.js";

/** What lies behind the differences of two series, as a guess. */
export interface Explanation {
  readonly kind:
    | "the same"
    | "unit"
    | "shifted"
    | "constant factor"
    | "change of scale"
    | "splits"
    | "dividends"
    | "splits and dividends"
    | "single days"
    | "no pattern";
  /** The guess in words, with the names of the two. */
  readonly words: string;
}

export interface Pair {
  /** Values on the same dates; `NaN` where one has none. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly names: readonly [a: string, b: string];
  /** Relative difference up to which two values are the same. */
  readonly tolerance: number;
}

const UNITS = [100, 1000, 1e6];
const SPLITS = [1.25, 4 / 3, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 40, 50];
/** Splits are told to within this, relative. */
const SPLIT_WIDTH = 0.01;
/** So few days are no adjustment. */
const FEW_DAYS = 3;
/** A larger step of the ratio is no dividend. */
const LARGEST_DIVIDEND = 1.2;

/**
 * Guess why two series of prices differ, from the path of their ratio: constant at 100 (units), the same values one session
 * apart (dates), steps that end at 1 (one is adjusted for splits, dividends or both), one step away from 1, days by themselves.
 */
export function explain(pair: Pair): Explanation {
  const ratios = ratiosOf(pair);
  const differs = (ratio: number) => Math.abs(ratio - 1) > pair.tolerance;
  const differing = ratios.filter(differs);
  if (differing.length === 0) return { kind: "the same", words: "the same" };
  const few: Explanation = {
    kind: "single days",
    words: `${differing.length} of ${ratios.length} days differ, the others agree`,
  };
  const guess = unit(pair, differing);
  if (guess) return guess;
  if (differing.length <= FEW_DAYS && differing.length < ratios.length) return few;
  const pattern = shifted(pair) ?? adjusted(pair, ratios);
  if (pattern) return pattern;
  const isFew = differing.length <= Math.max(FEW_DAYS, 0.05 * ratios.length);
  return isFew ? few : { kind: "no pattern", words: "no pattern was found" };
}

/** b / a where both are positive. */
function ratiosOf({ a, b }: Pair): number[] {
  const ratios: number[] = [];
  for (let i = 0; i < a.length; i++) if (a[i] > 0 && b[i] > 0) ratios.push(b[i] / a[i]);
  return ratios;
}

function unit({ names: [a, b] }: Pair, differing: readonly number[]): Explanation | undefined {
  const all = (factor: number) => differing.every((ratio) => Math.abs(ratio / factor - 1) < SPLIT_WIDTH);
  for (const factor of UNITS) {
    if (!all(factor) && !all(1 / factor)) continue;
    const [more, less] = all(factor) ? [b, a] : [a, b];
    return {
      kind: "unit",
      words: `${more} is ${formatNumber(factor, "integer")} times ${less}: another unit`,
    };
  }
  return undefined;
}

function shifted(pair: Pair): Explanation | undefined {
  const { a, b, names } = pair;
  const [same, later] = matches(a, b, pair.tolerance);
  const [, earlier] = matches(b, a, pair.tolerance);
  if (same > 0.5 || Math.max(later, earlier) < 0.8) return undefined;
  const [late, early] = later >= earlier ? [names[1], names[0]] : names;
  return { kind: "shifted", words: `${late} has the values of ${early}, one session later` };
}

/** Shares of the values of `a` that `b` has on the same date, and on its next one. */
function matches(a: Float64Array, b: Float64Array, tolerance: number): [same: number, next: number] {
  let [count, same, next] = [0, 0, 0];
  let following = Number.NaN;
  for (let i = a.length - 1; i >= 0; i--) {
    if (!Number.isNaN(a[i]) && !Number.isNaN(following)) {
      count++;
      if (Math.abs(b[i] / a[i] - 1) <= tolerance) same++;
      if (Math.abs(following / a[i] - 1) <= tolerance) next++;
    }
    if (!Number.isNaN(b[i])) following = b[i];
  }
  return count === 0 ? [0, 0] : [same / count, next / count];
}

/** Whether the ratio is a path of few steps, as adjustments make it. */
function adjusted({ names, tolerance }: Pair, ratios: readonly number[]): Explanation | undefined {
  const levels = levelsOf(withoutOddDays(ratios, tolerance), tolerance);
  const last = levels[levels.length - 1];
  if (levels.length === 1) {
    if (Math.abs(last - 1) <= tolerance) return undefined;
    const why = isSplit(last) ? ", as after a split that came later" : "";
    return {
      kind: "constant factor",
      words: `${names[1]} is ${formatNumber(last)} times ${names[0]} throughout${why}`,
    };
  }
  if (levels.length === 2 && Math.abs(levels[0] - 1) <= tolerance && size(last) > LARGEST_DIVIDEND) {
    const why = isSplit(last) ? ", as if one of the two had not seen a split" : "";
    return {
      kind: "change of scale",
      words: `${names[1]} is ${formatNumber(last)} times ${names[0]} from one day on${why}`,
    };
  }
  if (levels.length - 1 > Math.max(4, ratios.length / 20) || Math.abs(last - 1) > tolerance) return undefined;
  const steps = levels.slice(1).map((level, i) => level / levels[i]);
  const splits = steps.filter(isSplit);
  const dividends = steps.filter((step) => !isSplit(step) && size(step) < LARGEST_DIVIDEND);
  const up = dividends.filter((step) => step > 1).length;
  if (splits.length + dividends.length < steps.length || (up > 0 && up < dividends.length)) return undefined;
  const kind = splits.length === 0 ? "dividends" : dividends.length === 0 ? "splits" : "splits and dividends";
  // Adjusted prices lie below the raw ones before a dividend, and before most splits.
  const name = (dividends.length > 0 ? up > 0 : splits[0] > 1) ? names[1] : names[0];
  return { kind, words: `${name} is adjusted for ${kind}: ${counted(steps.length, "step")}` };
}

/** Days by themselves between two that agree are left out, one in twenty at most. */
function withoutOddDays(ratios: readonly number[], tolerance: number): readonly number[] {
  const same = (x: number, y: number) => Math.abs(x / y - 1) <= tolerance;
  const kept = ratios.filter((ratio, i) => {
    const [before, after] = [ratios[i - 1] ?? ratio, ratios[i + 1] ?? ratio];
    return same(ratio, before) || same(ratio, after) || !same(before, after);
  });
  return ratios.length - kept.length > ratios.length / 20 ? ratios : kept;
}

/** The ratio with days of the same level taken together. */
function levelsOf(ratios: readonly number[], tolerance: number): number[] {
  const levels: number[] = [];
  for (const ratio of ratios) {
    const level = levels[levels.length - 1];
    if (level === undefined || Math.abs(ratio / level - 1) > tolerance) levels.push(ratio);
  }
  return levels;
}

const size = (step: number) => Math.max(step, 1 / step);

function isSplit(step: number): boolean {
  return SPLITS.some((split) => Math.abs(size(step) / split - 1) < SPLIT_WIDTH);
}

import type { DailyBars } from "../bars/bars.js";
import type { Revised } from "../revised.js";
import { FLAG_ONLY, type QualityRule, WITH_ALL } from "../rule.js";

const KNOWN = "with the delivery that restates; `known` says when";

/** Bars that were published before with other values. Each change of prices is named by the first rule that knows it. */
export const revisionRules: readonly QualityRule[] = [
  {
    name: "rescaled_history",
    severity: "warning",
    action: "flag",
    actions: FLAG_ONLY,
    sentence:
      "The prices of many sessions in a row are restated by one ratio: the source adjusts its history for a split or dividend.",
    formula:
      "at least `bars` bars in a row, all of whose prices are new / published = r ≠ 1: |ln r| > ln(1 + least), equal within tolerance · |ln r|",
    known: KNOWN,
    value: "new price over published",
    detail: "price",
    thresholds: {
      bars: { default: 5, unit: "bars", meaning: "so many by one ratio are a scale" },
      least: { default: 0.0005, unit: "fraction", meaning: "a smaller change is none of scale" },
      tolerance: { default: 0.1, unit: "fraction of the change", meaning: "how near the ratios must be" },
    },
    find: (bars, report, { limits, revised }) => {
      const { row } = bars;
      forRuns(bars, revised, limits, (from, to) => {
        if (to - from < limits.bars) return;
        for (let i = from; i < to; i++) {
          revised.named.add(row[i]);
          report.bar(i, Math.exp(revised.prices.get(row[i])?.move ?? 0), WITH_ALL);
        }
      });
    },
  },
  {
    name: "large_restatement",
    severity: "warning",
    action: "flag",
    actions: FLAG_ONLY,
    sentence: "A price was published before with a very different value: one of the two is wrong.",
    formula: "|ln(new / published)| > ln(1 + move) for the price that moved farthest; no rescaled_history",
    known: KNOWN,
    value: "new price over published",
    detail: "price",
    thresholds: { move: { default: 0.05, unit: "fraction", meaning: "a larger change of a price is large" } },
    find: restatedBy(({ move }) => move),
  },
  {
    name: "restatement",
    severity: "note",
    action: "flag",
    actions: FLAG_ONLY,
    sentence: "A price was published before with another value.",
    formula:
      "|ln(new / published)| > ln(1 + least) for the price that moved farthest; neither rescaled_history nor large_restatement",
    known: KNOWN,
    value: "new price over published",
    detail: "price",
    thresholds: { least: { default: 1e-6, unit: "fraction", meaning: "a smaller change is rounding" } },
    find: restatedBy(({ least }) => least),
  },
  {
    name: "restated_volume",
    severity: "note",
    action: "flag",
    actions: FLAG_ONLY,
    sentence: "The volume was published before with another value, far beyond the usual late count.",
    formula: "|ln(new / published)| > ln(1 + least) for the volume, or one of the two zero or missing",
    known: KNOWN,
    value: "new volume over published; none where one is zero or missing",
    detail: "volume",
    thresholds: { least: { default: 0.1, unit: "fraction", meaning: "a smaller change is a late count" } },
    find: ({ length, row }, report, { limits, revised }) => {
      if (revised.volumes.size === 0) return;
      const least = Math.log1p(limits.least);
      for (let i = 0; i < length; i++) {
        const move = revised.volumes.get(row[i]) ?? 0;
        if (Math.abs(move) > least)
          report.bar(i, Number.isFinite(move) ? Math.exp(move) : Number.NaN, WITH_ALL);
      }
    },
  },
];

type Limits = Readonly<Record<string, number>>;

/** Bars whose prices moved by more than the threshold and that no rule before named. */
function restatedBy(threshold: (limits: Limits) => number): QualityRule["find"] {
  return ({ length, row }, report, { limits, revised }) => {
    if (revised.prices.size === 0) return;
    const least = Math.log1p(threshold(limits));
    for (let i = 0; i < length; i++) {
      const move = revised.prices.get(row[i])?.move ?? 0;
      if (Math.abs(move) <= least || revised.named.has(row[i])) continue;
      revised.named.add(row[i]);
      report.bar(i, Math.exp(move), WITH_ALL);
    }
  };
}

/** Longest stretches of bars of one symbol, each bar revised by the ratio of the first of them. */
function forRuns(
  { row, starts, symbols }: DailyBars,
  { prices }: Revised,
  { least, tolerance }: Limits,
  found: (from: number, to: number) => void,
): void {
  if (prices.size === 0) return;
  const floor = Math.log1p(least);
  for (let s = 1; s < symbols.length; s++) {
    for (let i = starts[s]; i < starts[s + 1]; i++) {
      const first = prices.get(row[i]);
      if (!first || Math.abs(first.move) <= floor) continue;
      const room = tolerance * Math.abs(first.move);
      const from = i;
      for (; i < starts[s + 1]; i++) {
        const next = prices.get(row[i]);
        if (!next || next.spread > room || Math.abs(next.move - first.move) > room) break;
      }
      if (i > from) found(from, i--);
    }
  }
}

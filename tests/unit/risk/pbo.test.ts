import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, Random, TimeIndex } from "../../../lib/src/core/index.js";
import { probabilityOfBacktestOverfitting } from "../../../lib/src/risk/index.js";

/** Independent normal returns; trial 0 earns `edge` more per period. */
function trials(seed: number, { n = 10, dates = 320, edge = 0 } = {}): Float64Array[] {
  const random = new Random(seed);
  return Array.from({ length: n }, (_, k) =>
    Float64Array.from({ length: dates }, () => 0.01 * random.normal() + (k === 0 ? edge : 0)),
  );
}

describe("what it says", () => {
  test("pure noise: a half on average", () => {
    const found = Array.from(
      { length: 60 },
      (_, seed) => probabilityOfBacktestOverfitting(trials(seed + 1), { blocks: 8 }).probability,
    );
    const mean = found.reduce((a, b) => a + b) / found.length;
    expect(mean).toBeGreaterThan(0.42);
    expect(mean).toBeLessThan(0.58);
  });

  test("one trial that is better: near zero, and it dominates the average trial", () => {
    const result = probabilityOfBacktestOverfitting(trials(3, { edge: 0.004 }));
    expect(result.logits.length).toBe(12_870);
    expect(result.probability).toBeLessThan(0.01);
    expect(result.probabilityOfLoss).toBeLessThan(0.01);
    expect(result.dominance.firstOrder).toBe(true);
    expect(new Set(result.picked)).toEqual(new Set([0]));
  });
});

describe("symmetry", () => {
  const list = trials(5, { n: 5, dates: 160 });
  const base = probabilityOfBacktestOverfitting(list, { blocks: 8 });

  test("neither the order of the trials nor a positive factor on all returns matters", () => {
    const turned = probabilityOfBacktestOverfitting([...list].reverse(), { blocks: 8 });
    expect(turned.probability).toBe(base.probability);
    const doubled = list.map((returns) => returns.map((r) => 2 * r));
    expect(probabilityOfBacktestOverfitting(doubled, { blocks: 8 }).probability).toBe(base.probability);
  });

  test("the order of the blocks does not matter to the distribution of the logits", () => {
    const half = 80;
    const turned = list.map((r) => Float64Array.of(...r.subarray(half), ...r.subarray(0, half)));
    const other = probabilityOfBacktestOverfitting(turned, { blocks: 8 });
    const sorted = (x: Float64Array) => x.slice().sort();
    expect(sorted(other.logits)).toEqual(sorted(base.logits));
  });
});

describe("which dates are used", () => {
  test("dates that a trial misses, and the oldest that fill no block", () => {
    const list = trials(7, { n: 3, dates: 103 });
    list[1][50] = Number.NaN;
    const result = probabilityOfBacktestOverfitting(list, { blocks: 10 });
    expect(result).toMatchObject({ dates: 100, incomplete: 1, unfilled: 2 });
    const same = list.map((r) => r.filter((_, i) => i !== 50 && i > 1));
    expect(probabilityOfBacktestOverfitting(same, { blocks: 10 }).logits).toEqual(result.logits);
  });

  test("a trial that does not trade counts as 0, not as missing", () => {
    const [a, b] = trials(9, { n: 2, dates: 80 });
    const result = probabilityOfBacktestOverfitting([a, b, new Float64Array(80)], { blocks: 4 });
    expect(result.logits.every(Number.isFinite)).toBe(true);
  });

  test("names come from the panel or the results; the year from the dates", () => {
    const time = TimeIndex.of(
      Array.from({ length: 40 }, (_, i) => Date.UTC(2015, i, 1)),
      "1mo",
    );
    const [a, b] = trials(11, { n: 2, dates: 40 });
    const results = [
      { returns: a, time, name: "fast" },
      { returns: b, time },
    ];
    const monthly = probabilityOfBacktestOverfitting(results, { blocks: 4 });
    expect(monthly.names).toEqual(["fast", "trial 2"]);
    const values = Float64Array.from({ length: 80 }, (_, i) => (i % 2 ? b : a)[i >> 1]);
    const panel = Panel.of(time, AssetIndex.of(["fast", "slow"]), values);
    expect(probabilityOfBacktestOverfitting(panel, { blocks: 4 }).inSample).toEqual(monthly.inSample);
    const daily = probabilityOfBacktestOverfitting([a, b], { blocks: 4 });
    expect(daily.inSample[0] / monthly.inSample[0]).toBeCloseTo(Math.sqrt(252 / 12), 12);
  });
});

test("refuses what cannot be split, in words", () => {
  const list = trials(1, { n: 2, dates: 40 });
  expect(() => probabilityOfBacktestOverfitting(list, { blocks: 7 })).toThrow("must be even and at most 20");
  expect(() => probabilityOfBacktestOverfitting(list, { blocks: 22 })).toThrow("must be even and at most 20");
  expect(() => probabilityOfBacktestOverfitting([list[0]])).toThrow("at least two trials");
  expect(() => probabilityOfBacktestOverfitting([])).toThrow("at least two trials");
  expect(() => probabilityOfBacktestOverfitting([list[0], new Float64Array(3)])).toThrow("on the same dates");
  expect(() => probabilityOfBacktestOverfitting(list.map((r) => r.subarray(0, 20)))).toThrow("two dates");
  expect(() => probabilityOfBacktestOverfitting(list, { block: 8 } as object)).toThrow(
    "did you mean blocks?",
  );
});

test("shows itself with the finding first", () => {
  const result = probabilityOfBacktestOverfitting(trials(2, { n: 4, dates: 80 }), { blocks: 4 });
  expect(result.toText()).toMatch(/^In \d+\.\d\d % of the splits the best of 4 trials ends at or below/);
  expect(result.toHtml()).toContain("<svg");
  expect(result.toHtml()).toContain("Logit of the relative rank");
  expect(result.figure().title).toMatch(
    /^Picked for a Sharpe ratio of .* a year, the best trial has .* afterwards$/,
  );
});

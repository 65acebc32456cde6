import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, Random, TimeIndex } from "../../../lib/src/core/index.js";
import { type DialectName, evaluate, Factor, panelSource } from "../../../lib/src/expr/index.js";
import { library } from "../../../lib/src/factors/index.js";

const written = (text: string, dialect: DialectName) => Factor.parse(text).formulaIn(dialect)?.text;

describe.each<[DialectName, [string, string][]]>([
  [
    "qlib",
    [
      ["close.lag(20) / close - 1", "Ref($close, 20) / $close - 1"],
      ["(close - open) * (high + 2)", "($close - $open) * ($high + 2)"],
      ["close - (open - 1)", "$close - ($open - 1)"],
      ["-close.returns(5)", "-1 * ($close / Ref($close, 5) - 1)"],
      ["close.mean(5, { min: 1 })", "Mean($close, 5)"],
      ["close.corr(volume.log(), 10)", "Corr($close, Log($volume), 10)"],
      ["close.quantile(10, 0.2)", "Quantile($close, 10, 0.2)"],
      ["(close > open).where(1, -1)", "If($close > $open, 1, -1)"],
      ["close.ewm({ span: 10, adjust: true })", "EMA($close, 10)"],
      ["close.ewm({ alpha: 0.3, adjust: true })", "EMA($close, 0.3)"],
      ["close.tsZscore(20)", "($close - Mean($close, 20)) / Std($close, 20)"],
    ],
  ],
  [
    "worldquant",
    [
      ["close.lag(20) / close - 1", "delay(close, 20) / close - 1"],
      ["close.returns(1).std(20)", "stddev(returns, 20)"],
      ["dollar_volume.mean(20)", "adv20"],
      ["volume.mean(20)", "sum(volume, 20) / 20"],
      ["close.atLeast(5)", "max(5, close)"],
      ["close.atMost(open)", "min(close, open)"],
      ['close.demean({ by: "sector" })', "IndNeutralize(close, IndClass.sector)"],
      ["(close > open).where(1, -1)", "((close > open) ? 1 : (-1))"],
      ["close.scale({ to: 2 }).rank()", "rank(scale(close, 2))"],
    ],
  ],
])("in the words of %s", (dialect, cases) => {
  test.each(cases)("%s", (ours, theirs) => {
    expect(written(ours, dialect)).toBe(theirs);
  });
});

test("what a dialect has no words for is undefined", () => {
  expect(written("close.rank()", "qlib")).toBeUndefined();
  expect(written("close.ewm({ span: 10 })", "qlib")).toBeUndefined();
  expect(written("raw.close.lag(2)", "qlib")).toBeUndefined();
  expect(written('close.rank({ by: "sector" })', "worldquant")).toBeUndefined();
  expect(written("close.median(5) + 1", "worldquant")).toBeUndefined();
  expect(written("close.pcaLoading(20)", "assay")).toBe("close.pcaLoading(20)");
});

test("exact says whether it is read back as the same expression", () => {
  const exact = (text: string, dialect: DialectName) => Factor.parse(text).formulaIn(dialect)?.exact;
  expect(exact("close.mean(5, { min: 1 })", "qlib")).toBe(true);
  expect(exact("close.mean(5)", "qlib")).toBe(false);
  expect(exact("close.sum(5)", "worldquant")).toBe(true);
  expect(exact("close.sum(5, { min: 1 })", "worldquant")).toBe(false);
});

describe("library factors in other words have the same values where nothing is missing", () => {
  const rows = 620;
  const columns = 6;
  const time = TimeIndex.of(Float64Array.from({ length: rows }, (_, i) => i * 86_400_000));
  const assets = AssetIndex.of([..."ABCDEF"]);
  const random = new Random(9);
  const matrix = (value: (i: number) => number) =>
    Panel.of(
      time,
      assets,
      Float64Array.from({ length: rows * columns }, (_, i) => value(i)),
    );
  const walk = new Float64Array(rows * columns).fill(50);
  for (let i = columns; i < walk.length; i++) walk[i] = walk[i - columns] * Math.exp(0.02 * random.normal());
  const near = (up: number) => matrix((i) => walk[i] * Math.exp(up * random.uniform()));
  const whole = panelSource(
    {
      close: matrix((i) => walk[i]),
      open: near(0),
      high: near(0.02),
      low: near(-0.02),
      volume: matrix(() => 1e6 * Math.exp(random.normal())),
      dollar_volume: matrix(() => 1e8 * Math.exp(random.normal())),
    },
    { sector: ["x", "x", "y", "y", "y", "x"] },
  );

  test.each<[DialectName, number]>([
    ["qlib", 150],
    ["worldquant", 60],
  ])("%s", (dialect, least) => {
    let compared = 0;
    for (const { factor } of library) {
      const text = factor.formulaIn(dialect)?.text;
      if (text === undefined || factor.lookback >= rows) continue;
      const theirs = evaluate(whole, Factor.parse(text, { dialect })).row(rows - 1);
      evaluate(whole, factor)
        .row(rows - 1)
        .forEach((value, j) => {
          if (Number.isNaN(value) || Number.isNaN(theirs[j])) return;
          expect(Math.abs(value - theirs[j]), `${factor.name}: ${text}`).toBeLessThanOrEqual(
            1e-9 * Math.max(1, Math.abs(value)),
          );
        });
      compared++;
    }
    expect(compared).toBeGreaterThan(least);
  });
});

import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { evaluate, Factor, field, forwardReturn, panelSource } from "../../../lib/src/expr/index.js";

const close = field("close");
const dates = ["2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05"];
const source = panelSource(
  {
    close: Panel.fromArrays(
      dates,
      ["A", "B", "C"],
      [
        [1, 10, 5],
        [2, 10, null],
        [4, 5, 5],
        [8, 5, 0],
      ],
    ),
  },
  { sector: ["x", "x", "y"] },
);
const rows = (factor: Factor) => {
  const panel = evaluate(source, factor);
  return dates.map((_, i) => [...panel.row(i)]);
};
const _ = Number.NaN;

describe("an expression is immutable plain data", () => {
  const momentum = close.lag(21).div(close.lag(252)).sub(1).named("mom_12_1");

  test("with a formula, a look-back, its fields and a hash", () => {
    expect(momentum.formula).toBe("close.lag(21) / close.lag(252) - 1");
    expect(momentum.lookback).toBe(252);
    expect(momentum.fields).toEqual(["close"]);
    expect(momentum.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(momentum.hash).toBe(close.lag(21).div(close.lag(252)).sub(1).hash);
    expect(momentum.hash).not.toBe(close.lag(21).div(close.lag(251)).sub(1).hash);
  });

  test("that JSON carries whole", () => {
    const back = Factor.fromJSON(JSON.parse(JSON.stringify(momentum)));
    expect([back.name, back.hash, back.formula]).toEqual([momentum.name, momentum.hash, momentum.formula]);
  });

  test("that JSON carries whole when a branch is missing", () => {
    const above = close.gt(4).where(close);
    expect(above.formula).toBe("(close > 4).where(close, missing)");
    expect(rows(Factor.fromJSON(JSON.parse(JSON.stringify(above))))).toEqual(rows(above));
  });

  test("that can not be changed from outside", () => {
    expect(Object.isFrozen(momentum.node)).toBe(true);
    expect(Object.isFrozen(momentum.node.args)).toBe(true);
  });

  test("that shows itself", () => {
    expect(inspect(momentum)).toContain("close.lag(21) / close.lag(252) - 1");
    expect(momentum.toHtml()).toContain("252 sessions");
  });

  test.each([
    [close.add(1).mul(2), "(close + 1) * 2"],
    [close.mul(2).add(1), "close * 2 + 1"],
    [close.sub(close.sub(1)), "close - (close - 1)"],
    [close.div(close.div(2)), "close / (close / 2)"],
    [close.neg().abs(), "(-close).abs()"],
    [close.gt(3).where(1, 0), "(close > 3).where(1, 0)"],
    [close.mean(5, { min: 2 }).rank({ by: "sector" }), 'close.mean(5, { min: 2 }).rank({ by: "sector" })'],
  ])("whose formula keeps its meaning: %s", (factor, formula) => {
    expect(factor.formula).toBe(formula);
  });

  test("whose look-back adds along a chain and takes the longest input", () => {
    expect(close.returns().std(21).lag(5).lookback).toBe(1 + 20 + 5);
    expect(close.lag(3).sub(close.mean(10)).lookback).toBe(9);
    expect(close.ewm({ span: 10 }).lookback).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("evaluation", () => {
  test("along time", () => {
    expect(rows(close.lag(1))).toEqual([
      [_, _, _],
      [1, 10, 5],
      [2, 10, _],
      [4, 5, 5],
    ]);
    expect(rows(close.returns())).toEqual([
      [_, _, _],
      [1, 0, _],
      [1, -0.5, _],
      [1, 0, -1],
    ]);
    expect(rows(close.delta(2))).toEqual([
      [_, _, _],
      [_, _, _],
      [3, -5, 0],
      [6, -5, _],
    ]);
  });

  test("a lag longer than the history is missing everywhere", () => {
    expect(rows(close.lag(99)).flat().every(Number.isNaN)).toBe(true);
  });

  test("infinities never enter a panel", () => {
    expect(rows(close.sub(close).power(-1)).flat().every(Number.isNaN)).toBe(true);
    expect(rows(close.log())[3][2]).toBeNaN();
  });

  test("comparisons are 1, 0 or missing", () => {
    expect(rows(close.gt(4))).toEqual([
      [0, 1, 1],
      [0, 1, _],
      [0, 1, 1],
      [1, 1, 0],
    ]);
    expect(rows(close.gt(4).where(close))).toEqual([
      [_, 10, 5],
      [_, 10, _],
      [_, 5, 5],
      [8, 5, _],
    ]);
  });

  test("missing values are found and replaced", () => {
    expect(rows(close.isMissing())[1]).toEqual([0, 0, 1]);
    expect(rows(close.fillMissing(0))[1][2]).toBe(0);
    expect(rows(close.ifMissing(close.lag(1)))[1][2]).toBe(rows(close)[0][2]);
    expect(close.fillMissing(0).hash).toBe(close.ifMissing(0).hash);
  });

  test("a flag survives JSON, and its default is not written", () => {
    const adjusted = close.ewm({ alpha: 0.5, adjust: true });
    expect(Factor.fromJSON(JSON.parse(JSON.stringify(adjusted))).hash).toBe(adjusted.hash);
    expect(adjusted.formula).toBe("close.ewm({ alpha: 0.5, adjust: true })");
    expect(close.ewm({ alpha: 0.5, adjust: false }).hash).toBe(close.ewm({ alpha: 0.5 }).hash);
  });

  test("the age of an extreme counts sessions, and the oldest of ties wins", () => {
    expect(rows(close.sub(close).argmax(3, { min: 1 })).map(([first]) => first)).toEqual([0, 1, 2, 2]);
  });

  test("across assets, ties share their rank and missing ones do not count", () => {
    expect(rows(close.rank())).toEqual([
      [1 / 3, 1, 2 / 3],
      [0.5, 1, _],
      [1 / 3, 2.5 / 3, 2.5 / 3],
      [1, 2 / 3, 1 / 3],
    ]);
    expect(rows(close.demean())[1]).toEqual([-4, 4, _]);
  });

  test("within groups", () => {
    expect(rows(close.demean({ by: "sector" }))).toEqual([
      [-4.5, 4.5, 0],
      [-4, 4, _],
      [-0.5, 0.5, 0],
      [1.5, -1.5, 0],
    ]);
  });

  test("of a set shares steps and equals evaluating one by one", () => {
    const set = [
      close.returns(),
      close.returns().mean(2),
      close.returns().mean(2).rank(),
      close,
      close.returns(),
    ];
    const together = evaluate(source, set);
    set.forEach((factor, i) => {
      expect(together[i].equals(evaluate(source, factor))).toBe(true);
    });
    expect(source.panel("close").values[0]).toBe(1);
  });
});

describe("a wrong expression is one clear error", () => {
  test.each([
    [
      () => close.lag(-1),
      "expr.lag: n must be a positive integer, got -1 (the future is not available to a factor)",
    ],
    [() => close.lag(0), "expr.lag: n must be a positive integer, got 0"],
    [() => close.add(Number.NaN), "expr.add: a number must be a finite number, got NaN"],
    [() => close.mean(0), "expr.mean: n must be a positive integer, got 0"],
    [() => close.mean(5, { min: 6 }), "expr.mean: min must be at most the window, 5, got 6"],
    [() => close.winsorize(0.7), "expr.winsorize: tail must be a finite number from 0 to 0.5, got 0.7"],
    [() => close.ewm({ alpha: 0.1, span: 3 }), "give exactly one of alpha, span, halfLife"],
    [() => close.ewmStd({ span: 3, adjusted: true } as never), "did you mean adjust?"],
    [() => close.ewm({ span: 3, adjust: 1 as never }), "adjust must be true or false"],
    [() => close.quantile(5, 1.5), "p must be"],
    [() => close.tsRank(0), "a window counts sessions up to and including today"],
    [() => close.median(3, { min: 4 }), "min must be at most the window"],
    [() => close.fillMissing(Number.NaN), "value must be"],
    [
      () => evaluate(source, field("clsoe")),
      'no field of this name; it has close, got "clsoe" (did you mean close?)',
    ],
    [() => evaluate(source, close.rank({ by: "sectr" })), "did you mean sector?"],
    [() => close.named("1x"), "a factor's name starts with a letter"],
    [() => Factor.fromJSON({ expression: { op: "lead", args: [] } }), "unknown operator"],
    [
      () =>
        Factor.fromJSON({
          expression: { op: "lag", args: [{ op: "field", params: { name: "x" } }], params: { n: -3 } },
        }),
      "got -3",
    ],
    [() => close.add(forwardReturn(5) as unknown as Factor), "a label reads the future"],
    [() => evaluate(source, forwardReturn(5) as unknown as Factor), "a label reads the future"],
  ])("%s", (build, message) => {
    expect(build).toThrow(message);
  });
});

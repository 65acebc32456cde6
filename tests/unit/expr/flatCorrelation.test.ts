import { expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { evaluate, Factor, field, panelSource } from "../../../lib/src/expr/index.js";

const time = TimeIndex.of(Float64Array.from({ length: 6 }, (_, i) => (19_000 + i) * 86_400_000));
const panel = (...values: number[]) => Panel.of(time, AssetIndex.of(["A"]), Float64Array.from(values));
const source = panelSource({
  x: panel(1, 1, 1, 2, Number.NaN, 3),
  y: panel(3, 1, 2, 4, 5, 6),
});
const [x, y] = [field("x"), field("y")];
const valuesOf = (factor: Factor) => [...evaluate(source, factor).values];

test("a correlation with what does not vary is missing, or the value that is given for it", () => {
  expect(valuesOf(x.corr(y, 3))).toEqual([NaN, NaN, NaN, expect.closeTo(0.9449, 4), NaN, NaN]);
  expect(valuesOf(x.corr(y, 3, { flat: 0 }))).toEqual([NaN, NaN, 0, expect.closeTo(0.9449, 4), NaN, NaN]);
});

test("a window with fewer than min pairs stays missing", () => {
  const [first, second] = valuesOf(x.corr(y, 3, { flat: 0, min: 2 }));
  expect([first, second]).toEqual([NaN, 0]);
});

test("the option is part of the expression and is read back from its text", () => {
  const factor = x.corr(y, 3, { flat: 0 });
  expect(factor.hash).not.toBe(x.corr(y, 3).hash);
  expect(Factor.parse(factor.formula).hash).toBe(factor.hash);
});

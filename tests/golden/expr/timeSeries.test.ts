import { describe, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { evaluate, type Factor, field, panelSource } from "../../../lib/src/expr/index.js";
import { expectClose, numbers } from "../support.js";
import golden from "./time_series.json" with { type: "json" };

const assets = AssetIndex.of(Array.from({ length: golden.columns }, (_, j) => `A${j}`));
const rows = golden.x.length / golden.columns;
const time = TimeIndex.of(Float64Array.from({ length: rows }, (_, i) => (19_000 + i) * 86_400_000));
const market = panelSource({
  x: Panel.of(time, assets, numbers(golden.x)),
  y: Panel.of(time, assets, numbers(golden.y)),
  price: Panel.of(time, assets, numbers(golden.prices)),
});
const x = field("x");
const y = field("y");

type Golden = (typeof golden.windows)["5/2"];

const families: Record<keyof Golden, (n: number, min: number) => Factor> = {
  median: (n, min) => x.median(n, { min }),
  quantile10: (n, min) => x.quantile(n, 0.1, { min }),
  quantile80: (n, min) => x.quantile(n, 0.8, { min }),
  tsRank: (n, min) => x.tsRank(n, { min }),
  argmax: (n, min) => x.argmax(n, { min }),
  argmin: (n, min) => x.argmin(n, { min }),
  count: (n) => x.count(n),
  product: (n, min) => x.product(n, { min }),
  decayLinear: (n, min) => x.decayLinear(n, { min }),
  intercept: (n, min) => x.intercept(n, { min }),
  rsquare: (n, min) => x.rsquare(n, { min }),
  residual: (n, min) => x.residual(n, { min }),
  interceptOn: (n, min) => x.interceptOn(y, n, { min }),
  rsquareOn: (n, min) => x.rsquareOn(y, n, { min }),
  mad: (n, min) => x.mad(n, { min }),
  slope: (n, min) => x.slope(n, { min }),
  std: (n, min) => x.std(n, { min }),
  tsZscore: (n, min) => x.tsZscore(n, { min }),
  skew: (n, min) => x.skew(n, { min }),
  kurt: (n, min) => x.kurt(n, { min }),
  tsPosition: (n, min) => x.tsPosition(n, { min }),
  residualOn: (n, min) => x.residualOn(y, n, { min }),
};

describe.each(Object.entries(golden.windows))(
  "window/min %s equals pandas, numpy and scipy",
  (key, expected) => {
    const [n, min] = key.split("/").map(Number);
    test.each(Object.keys(families) as (keyof Golden)[])("%s", (name) => {
      expectClose(evaluate(market, families[name](n, min)).values, numbers(expected[name]));
    });
  },
);

test.each(Object.entries(golden.drawdowns))(
  "maximum drawdown over %s equals brute force",
  (key, expected) => {
    const [n, min] = key.split("/").map(Number);
    expectClose(evaluate(market, field("price").maxDrawdown(n, { min })).values, numbers(expected));
  },
);

const others: Record<keyof typeof golden.whole, Factor> = {
  ewmAdjusted: x.ewm({ span: 9, adjust: true, min: 3 }),
  ewmStd: x.ewmStd({ halfLife: 4, min: 5 }),
  ewmStdAdjusted: x.ewmStd({ alpha: 0.2, adjust: true }),
  exp: x.div(50).exp(),
  signedPower: x.signedPower(1.5),
  isMissing: x.isMissing(),
  ifMissing: x.ifMissing(y),
  fillMissing: x.fillMissing(-1),
};

test.each(Object.entries(others))("%s equals pandas", (name, factor) => {
  const expected = golden.whole[name as keyof typeof golden.whole];
  expectClose(evaluate(market, factor).values, numbers(expected));
});

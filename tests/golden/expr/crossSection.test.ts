import { expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { evaluate, type Factor, field, panelSource } from "../../../lib/src/expr/index.js";
import { expectClose, numbers } from "../support.js";
import golden from "./cross_section.json" with { type: "json" };

const assets = AssetIndex.of(Array.from({ length: golden.columns }, (_, j) => `A${j}`));
const rows = golden.x.length / golden.columns;
const time = TimeIndex.of(Float64Array.from({ length: rows }, (_, i) => (19_000 + i) * 86_400_000));
const panel = (values: (number | null)[]) => Panel.of(time, assets, numbers(values));
const market = panelSource(
  { x: panel(golden.x), u: panel(golden.u), v: panel(golden.v), w: panel(golden.w) },
  { sector: golden.sectors },
);
const [x, u, v, w] = ["x", "u", "v", "w"].map(field);
const by = "sector";

const factors: Record<keyof typeof golden.expected, Factor> = {
  winsorizeMad: x.winsorizeMad(3),
  winsorizeMadBySector: x.winsorizeMad(3, { by }),
  scale: x.scale(),
  scaleTo2: x.scale({ to: 2 }),
  bucket: x.bucket(4),
  bucketBySector: x.bucket(2, { by }),
  gaussRank: x.gaussRank(),
  gaussRankBySector: x.gaussRank({ by }),
  groupMean: x.groupMean(),
  groupMeanBySector: x.groupMean({ by }),
  neutralizeSector: x.neutralize({ by }),
  neutralizeOne: x.neutralize({ against: u }),
  neutralizeTwo: x.neutralize({ against: [u, v] }),
  neutralizeWeighted: x.neutralize({ against: [u, v], weights: w }),
  neutralizeSectorOne: x.neutralize({ by, against: u }),
  neutralizeAll: x.neutralize({ by, against: [u, v], weights: w }),
};

test.each(Object.keys(factors) as (keyof typeof factors)[])("%s equals the reference", (name) => {
  expectClose(evaluate(market, factors[name]).values, numbers(golden.expected[name]));
});

test("residuals stay as exact with regressors given twice and in any order", () => {
  const once = evaluate(market, x.neutralize({ against: [u, v] })).values;
  expectClose(evaluate(market, x.neutralize({ against: [v, u, u, v] })).values, once);
});

test("what is explained whole leaves 0, what has no case too many is missing", () => {
  const own = evaluate(market, x.neutralize({ against: [x] }));
  expect(own.row(0).every((value) => Number.isNaN(value) || value === 0)).toBe(true);
  expect(
    evaluate(market, x.neutralize({ against: [u, v, w] }))
      .row(3)
      .every(Number.isNaN),
  ).toBe(true);
});

import { expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { field, panelSource } from "../../../lib/src/expr/index.js";
import { correlation, type FactorCorrelation } from "../../../lib/src/ic/index.js";
import { expectClose, numbers } from "../support.js";
import golden from "./correlation.json" with { type: "json" };

const { names, symbols } = golden;
const dates = golden.panels.a.length / symbols;
const time = TimeIndex.of(Array.from({ length: dates }, (_, i) => Date.UTC(2020, 0, 1 + i)));
const assets = AssetIndex.of(Array.from({ length: symbols }, (_, j) => `S${j}`));
const panels = Object.entries(golden.panels).map(([name, values]) => [
  name,
  Panel.of(time, assets, numbers(values)),
]);
const market = panelSource(Object.fromEntries(panels));
const at = (clusterAt: number): Promise<FactorCorrelation> =>
  correlation(
    market,
    names.map((name) => field(name)),
    { clusterAt },
  );

test("mean rank correlations and their dates equal pandas and numpy", async () => {
  const ours = await at(0.5);
  expectClose(ours.values, numbers(golden.rho), 1e-12);
  expect([...ours.dates]).toEqual(golden.dates);
});

test("the tree is that of scipy's average linkage", async () => {
  const { merges } = await at(0.5);
  expectClose(
    Float64Array.from(merges, (merge) => merge.height),
    numbers(golden.heights),
    1e-12,
  );
  const joined = new Float64Array(names.length ** 2);
  for (const { left, right, height } of merges) {
    for (const a of left) {
      for (const b of right) joined[a * names.length + b] = joined[b * names.length + a] = height;
    }
  }
  expectClose(joined, numbers(golden.cophenet), 1e-12);
});

test.each(Object.entries(golden.clusters))(
  "clusters at |ρ| ≥ %s are scipy's",
  async (clusterAt, expected) => {
    const ours = await at(Number(clusterAt));
    const together = (labels: ArrayLike<number>) =>
      names.flatMap((_, a) => names.map((_, b) => labels[a] === labels[b]));
    expect(together(ours.clusters)).toEqual(together(expected));
  },
);

import { expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { evaluate, panelSource } from "../../../lib/src/expr/index.js";
import { set } from "../../../lib/src/factors/index.js";
import { numbers } from "../support.js";
import golden from "./alpha101.json" with { type: "json" };

const DAY = 86_400_000;
const { columns, every, fields, sectors } = golden;
const rows = fields.close.length / columns;
const time = TimeIndex.of(Float64Array.from({ length: rows }, (_, i) => (18_000 + i) * DAY));
const assets = AssetIndex.of(Array.from({ length: columns }, (_, j) => `A${j}`));
const panels = Object.fromEntries(
  Object.entries(fields).map(([name, values]) => [name, Panel.of(time, assets, numbers(values))]),
);
const traded = panels.close.values.map((price, i) => price * panels.volume.values[i]);
const source = panelSource({ ...panels, dollar_volume: Panel.of(time, assets, traded) }, { sector: sectors });
const expectedOf = golden.factors as Readonly<Record<string, readonly (number | null)[]>>;

/**
 * Ranks of values that are equal in exact arithmetic, such as correlations of ranks over three days: rounding tells
 * them apart, here other than there. The share of values that may differ.
 */
const TIED: Readonly<Record<string, number>> = {
  alpha101_013: 0.01,
  alpha101_015: 0.2,
  alpha101_031: 0.01,
  alpha101_050: 0.01,
  alpha101_067: 0.02,
  alpha101_068: 0.01,
  alpha101_076: 0.01,
  alpha101_078: 0.03,
  alpha101_085: 0.02,
  alpha101_094: 0.01,
  alpha101_096: 0.06,
  alpha101_097: 0.04,
  alpha101_098: 0.1,
};

test("the golden file covers the paper but for market capitalisation", () => {
  expect(Object.keys(expectedOf)).toEqual(set("alpha101").map(({ factor }) => factor.name));
  expect(Object.keys(expectedOf)).toHaveLength(100);
});

test.each(set("alpha101").map(({ factor }) => [factor.name, factor] as const))(
  "%s equals pandas",
  (name, factor) => {
    const expected = numbers(expectedOf[name]);
    const actual = evaluate(source, factor).values.filter(
      (_, i) => (rows - 1 - Math.floor(i / columns)) % every === 0,
    );
    const missing = (values: Float64Array) => Array.from(values, Number.isNaN);
    expect(missing(actual)).toEqual(missing(expected));
    const present = expected.filter(Number.isFinite).length;
    const different = actual.filter(
      (value, i) => Math.abs(value - expected[i]) > 1e-9 * Math.max(1, Math.abs(expected[i])),
    );
    expect(present).toBeGreaterThan(0.25 * expected.length);
    expect(different.length / present).toBeLessThanOrEqual(TIED[name] ?? 0);
  },
);

import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { evaluate, type Factor, field, panelSource } from "../../../lib/src/expr/index.js";
import { expectClose, numbers } from "../support.js";
import golden from "./structure.json" with { type: "json" };

const { columns, x: input, ...families } = golden;
const assets = AssetIndex.of(Array.from({ length: columns }, (_, j) => `A${j}`));
const time = TimeIndex.of(Float64Array.from({ length: input.length / columns }, (_, i) => i * 86_400_000));
const market = panelSource({ x: Panel.of(time, assets, numbers(input)) });
const x = field("x");

const FACTORS: Record<keyof typeof families, (n: number, min: number, more: number) => Factor> = {
  hurstRs: (n, min) => x.hurstRs(n, { min }),
  hurstDfa: (n, min) => x.hurstDfa(n, { min }),
  spectralEnergy: (n, min, period) => x.spectralEnergy(n, period, { min }),
  dominantPeriod: (n, min) => x.dominantPeriod(n, { min }),
  pcaLoading: (n, min, k) => x.pcaLoading(n, { k, min }),
};

describe.each(Object.keys(families) as (keyof typeof families)[])(
  "%s equals its definition in Python",
  (name) => {
    const cases: Readonly<Record<string, readonly (number | null)[]>> = families[name];
    test.each(Object.entries(cases))("window/min… %s", (key, values) => {
      const [n, min, more] = key.split("/").map(Number);
      const expected = numbers(values);
      expect(expected.filter(Number.isFinite).length).toBeGreaterThan(60);
      expectClose(evaluate(market, FACTORS[name](n, min, more)).values, expected, 1e-9);
    });
  },
);

import { expect, test } from "vitest";
import { normalCdf, Random } from "../../../lib/src/core/index.js";
import { stability } from "../../../lib/src/ic/index.js";

test("windows count dates that have a value; the share is of means with the sign of the whole", () => {
  const series = Float64Array.of(1, Number.NaN, -2, 4, 3, Number.NaN, -6, 5);
  const [three, five] = stability(series);
  // Present: 1 −2 4 3 −6 5, mean 5/6; means of three: 1, 5/3, 1/3, 2/3; of five: 0, 4/5.
  expect(three.windows).toBe(4);
  expect(three.sameSign).toBe(1);
  expect(three.std).toBeCloseTo(0.5692750425533111, 12);
  expect([five.windows, five.sameSign]).toEqual([2, 0.5]);
});

test("independent normal values: Φ(√k · mean / std) of the windows agree", () => {
  const random = new Random(4);
  const series = Float64Array.from({ length: 40_000 }, () => 0.2 + random.normal());
  for (const { window, sameSign, std } of stability(series)) {
    expect(sameSign).toBeCloseTo(normalCdf(0.2 * Math.sqrt(window)), 1);
    expect(std).toBeCloseTo(1 / Math.sqrt(window), 1);
  }
});

test("the sign of the series does not matter", () => {
  const random = new Random(5);
  const series = Float64Array.from({ length: 60 }, () => random.normal());
  const turned = stability(series.map((x) => -x)).map((row) => row.sameSign);
  expect(turned).toEqual(stability(series).map((row) => row.sameSign));
});

test("no full window, no mean: missing, not 0", () => {
  const [three] = stability(Float64Array.of(1, 2));
  expect(three).toEqual({ window: 3, sameSign: Number.NaN, std: Number.NaN, windows: 0 });
  expect(() => stability(new Float64Array(9), { windows: [1] })).toThrow("at least 2");
  expect(() => stability(new Float64Array(9), { windows: [] })).toThrow("at least one length");
});

import { describe, expect, test } from "vitest";
import {
  ewmMean,
  kurtosis,
  mean,
  neweyWest,
  pearson,
  quantile,
  rankInto,
  rollingExtreme,
  rollingMean,
  rollingMoments,
  rollingPair,
  rollingSum,
  skewness,
  spearman,
  std,
} from "../../../lib/src/core/index.js";
import { expectClose, numbers } from "../support.js";
import golden from "./kernels.json" with { type: "json" };

const x = numbers(golden.x);
const y = numbers(golden.y);
const { columns } = golden;
const column = (matrix: Float64Array, j: number) => matrix.filter((_, i) => i % columns === j);

describe.each(Object.entries(golden.rolling))("rolling %s equals pandas", (key, expected) => {
  const [window, min] = key.split("/").map(Number);
  const options = { window, min };
  test.each([
    ["sum", rollingSum(x, columns, options)],
    ["mean", rollingMean(x, columns, options)],
    ["std", rollingMoments(x, columns, { ...options, kind: "std" })],
    ["max", rollingExtreme(x, columns, { ...options, kind: "max" })],
    ["min", rollingExtreme(x, columns, { ...options, kind: "min" })],
    ["corr", rollingPair(x, y, columns, { ...options, kind: "corr" })],
    ["cov", rollingPair(x, y, columns, { ...options, kind: "cov" })],
    ["beta", rollingPair(x, y, columns, { ...options, kind: "beta" })],
  ] as const)("%s", (name, actual) => {
    expectClose(actual, numbers(expected[name]));
  });
});

test("exponentially weighted mean equals pandas", () => {
  expectClose(ewmMean(x, columns, { alpha: 1 / 14, min: 14 }), numbers(golden.ewm));
});

test("average ranks and correlations equal scipy", () => {
  const a = column(x, 3);
  const b = column(y, 3);
  const ranks = new Float64Array(a.length);
  rankInto(a, ranks);
  expectClose(ranks, numbers(golden.rank));
  expect(pearson(a, b)).toBeCloseTo(golden.pearson, 12);
  expect(spearman(a, b)).toBeCloseTo(golden.spearman, 12);
});

test("quantiles and moments equal numpy and scipy", () => {
  const a = column(x, 0);
  for (const [p, expected] of Object.entries(golden.quantiles)) expect(quantile(a, Number(p))).toBe(expected);
  expect(mean(a)).toBeCloseTo(golden.moments.mean, 13);
  expect(std(a)).toBeCloseTo(golden.moments.std, 13);
  expect(skewness(a)).toBeCloseTo(golden.moments.skewness, 12);
  expect(kurtosis(a)).toBeCloseTo(golden.moments.kurtosis, 12);
});

test.each(Object.entries(golden.hac))("Newey-West with %s lags equals statsmodels", (lags, expected) => {
  const got = neweyWest(Float64Array.from(golden.series), Number(lags));
  expect(got.se).toBeCloseTo(expected.se, 13);
  expect(got.t).toBeCloseTo(expected.t, 10);
});

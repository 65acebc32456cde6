import { inspect } from "node:util";
import { expect, test } from "vitest";
import { fixedBCritical, fixedBP } from "../../../lib/src/core/index.js";
import { meanInference } from "../../../lib/src/ic/index.js";
import { numbers } from "../support.js";
import golden from "./inference.json" with { type: "json" };

const ours = meanInference(numbers(golden.x), golden.horizon);

test.each(["iid", "neweyWest", "cosine", "everyHth"] as const)("%s equals scipy and statsmodels", (name) => {
  const { t, p, low, high } = golden[name];
  expect(ours[name].t).toBeCloseTo(t, 9);
  expect(ours[name].p).toBeCloseTo(p, 7);
  expect(ours[name].interval[0]).toBeCloseTo(low, 8);
  expect(ours[name].interval[1]).toBeCloseTo(high, 8);
});

test("fixed-b: the t of statsmodels with its bandwidth, the p-value of the limit", () => {
  const { t, b } = golden.fixedB;
  expect(ours.fixedB.t).toBeCloseTo(t, 9);
  expect(ours.fixedB.p).toBe(fixedBP(ours.fixedB.t, b));
  const [low, high] = ours.fixedB.interval;
  expect((high - low) / 2 / ours.fixedB.se).toBeCloseTo(fixedBCritical(0.05, b), 9);
});

test("the cosines are counted from dates and horizon", () => {
  expect(ours.cosine.detail).toBe(golden.cosine.detail);
  const noise = Float64Array.from({ length: 1200 }, (_, i) => Math.sin(i * i));
  expect(meanInference(noise, 1).cosine.detail).toBe("45 cosines");
  expect(meanInference(noise, 1100).cosine.detail).toBe("1 cosine");
  expect(meanInference(noise, 1201).cosine.p).toBeNaN();
});

test("the bootstrap is between the i.i.d. error and none", () => {
  expect(ours.bootstrap.se).toBeGreaterThan(ours.iid.se);
  expect(ours.bootstrap).toBe(ours.bootstrap);
  expect(ours.bootstrap.t).toBeNaN();
});

test("computed when read, it prints and is written and copied like plain data", () => {
  const { mean, cosine } = ours;
  expect(Object.keys(ours)).toEqual([
    "mean",
    "iid",
    "neweyWest",
    "fixedB",
    "cosine",
    "everyHth",
    "bootstrap",
  ]);
  expect({ ...ours }).toMatchObject({ mean, cosine });
  expect(JSON.parse(JSON.stringify(ours)).cosine).toEqual(JSON.parse(JSON.stringify(cosine)));
  expect(inspect(ours)).toContain(cosine.detail);
});

test("too few values have no test; one horizon longer than the series neither throws nor invents", () => {
  for (const values of [[], [0.1], [Number.NaN, 0.1]]) {
    const none = meanInference(Float64Array.from(values), 5);
    for (const name of ["iid", "neweyWest", "fixedB", "cosine", "everyHth", "bootstrap"] as const) {
      expect(none[name].p, name).toBeNaN();
      expect(none[name].interval[0], name).toBeNaN();
    }
  }
  const short = meanInference(Float64Array.of(0.1, 0.2, 0.15, 0.05), 50);
  expect(short.fixedB.detail).toBe("lag 3, b 1.00");
  expect(short.everyHth.p).toBeNaN();
});

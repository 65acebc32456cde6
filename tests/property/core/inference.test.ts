import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  adjustPValues,
  cosineMean,
  fixedBCritical,
  fixedBP,
  normalP,
  P_ADJUSTMENTS,
  stationaryBootstrap,
  std,
  studentTCdf,
  studentTP,
} from "../../../lib/src/core/index.js";

const p = fc.double({ min: 0, max: 1, noNaN: true });
const share = fc.double({ min: 0.001, max: 1, noNaN: true });
const statistic = fc.double({ min: -30, max: 30, noNaN: true });

describe("p-values", () => {
  test("lie in [0, 1], fall with |t| and do not know its sign", () => {
    fc.assert(
      fc.property(statistic, statistic, share, (a, b, s) => {
        const [near, far] = Math.abs(a) < Math.abs(b) ? [a, b] : [b, a];
        for (const value of [(t: number) => fixedBP(t, s), normalP, (t: number) => studentTP(t, 7)]) {
          expect(value(near)).toBeGreaterThanOrEqual(value(far) - 1e-7);
          expect(value(near)).toBeLessThanOrEqual(1);
          expect(value(far)).toBeGreaterThanOrEqual(0);
          expect(value(-near)).toBe(value(near));
        }
      }),
    );
  });
  test("fixed-b tails are at least as heavy as the normal ones, and invert", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 4.5, noNaN: true }), share, (t, s) => {
        expect(fixedBP(t, s)).toBeGreaterThan(normalP(t) * 0.98);
        const probability = fixedBP(t, s);
        expect(fixedBCritical(probability, s) / t).toBeCloseTo(1, 2);
      }),
    );
  });
  test("Student's distribution is symmetric", () => {
    fc.assert(
      fc.property(statistic, fc.double({ min: 0.5, max: 2000, noNaN: true }), (x, df) => {
        expect(studentTCdf(x, df) + studentTCdf(-x, df)).toBeCloseTo(1, 12);
      }),
    );
  });
  test("a missing statistic has a missing p-value", () => {
    expect(fixedBP(Number.NaN, 0.1)).toBeNaN();
    expect(normalP(Number.NaN)).toBeNaN();
    expect(studentTP(1, 0)).toBeNaN();
    expect(() => fixedBP(2, 0)).toThrow("share of the sample");
  });
});

describe("corrected p-values", () => {
  test.each(P_ADJUSTMENTS)("%s: never smaller, same order, missing ones do not count", (method) => {
    fc.assert(
      fc.property(fc.array(p, { maxLength: 30 }), (values) => {
        const out = adjustPValues(values, method);
        const withGaps = adjustPValues([Number.NaN, ...values, Number.NaN], method);
        expect(withGaps.subarray(1, values.length + 1)).toEqual(out);
        expect(withGaps[0]).toBeNaN();
        for (let i = 0; i < values.length; i++) {
          expect(out[i]).toBeGreaterThanOrEqual(values[i] * (1 - 1e-12));
          expect(out[i]).toBeLessThanOrEqual(1);
          for (let j = 0; j < i; j++) if (values[j] < values[i]) expect(out[j]).toBeLessThanOrEqual(out[i]);
        }
      }),
    );
  });
  test("refuses what is no probability or no method", () => {
    expect(() => adjustPValues([1.2])).toThrow("between 0 and 1");
    expect(() => adjustPValues([0.2], "bhh" as "bh")).toThrow("did you mean bh");
  });
});

describe("mean with cosine errors", () => {
  const series = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 40 });
  test("moves with the level and the scale, skips missing values, reads the same backwards", () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 10 }), (values, cosines) => {
        const x = Float64Array.from(values);
        const ours = cosineMean(x, cosines);
        fc.pre(ours.se > 1e-6);
        expect(cosineMean(Float64Array.of(Number.NaN, ...x), cosines)).toEqual(ours);
        expect(cosineMean(x.slice().reverse(), cosines).se).toBeCloseTo(ours.se, 9);
        const moved = cosineMean(
          x.map((v) => 2 * v + 3),
          cosines,
        );
        expect(moved.se).toBeCloseTo(2 * ours.se, 9);
        expect(moved.mean).toBeCloseTo(2 * ours.mean + 3, 9);
      }),
    );
  });
  test("all n − 1 cosines give the i.i.d. error", () => {
    const x = Float64Array.of(0.3, -1.2, 0.7, 2.1, -0.4, 0.9);
    expect(cosineMean(x, 5).se).toBeCloseTo(std(x) / Math.sqrt(6), 12);
  });
  test("what overlap hides is put back", () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (values, a, b) => {
        const x = Float64Array.from(values);
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map(
          (overlap) => cosineMean(x, 2, { overlap }).se,
        );
        fc.pre(less > 1e-6 && Math.max(a, b) <= values.length / 2);
        expect(more).toBeGreaterThanOrEqual(less);
      }),
    );
  });
  test("one value has no error; no cosine is refused", () => {
    expect(cosineMean(Float64Array.of(1), 3).se).toBeNaN();
    expect(() => cosineMean(Float64Array.of(1, 2), 0)).toThrow("cosines");
  });
});

describe("stationary bootstrap", () => {
  const series = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 40 });
  test("repeats itself, moves with the level and the scale, skips missing values", () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 10 }), (values, block) => {
        const x = Float64Array.from(values);
        const options = { block, samples: 99 };
        const ours = stationaryBootstrap(x, options);
        expect(stationaryBootstrap(x, options)).toEqual(ours);
        expect(stationaryBootstrap(Float64Array.of(Number.NaN, ...x), options)).toEqual(ours);
        const moved = stationaryBootstrap(
          x.map((v) => 2 * v + 3),
          options,
        );
        expect(moved.se).toBeCloseTo(2 * ours.se, 9);
        expect(moved.interval[0]).toBeCloseTo(2 * ours.interval[0] + 3, 9);
        expect(ours.p).toBeGreaterThanOrEqual(0.01);
        expect(ours.p).toBeLessThanOrEqual(1);
      }),
    );
  });
  test("one value has no error; a block of less than one value is refused", () => {
    expect(stationaryBootstrap(Float64Array.of(1), { block: 1 }).se).toBeNaN();
    expect(() => stationaryBootstrap(Float64Array.of(1, 2), { block: 0 })).toThrow("block");
  });
});

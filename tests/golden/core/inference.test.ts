import { describe, expect, test } from "vitest";
import {
  adjustPValues,
  FIXED_B_LEAST_P,
  fixedBCritical,
  fixedBP,
  normalCdf,
  normalP,
  normalQuantile,
  P_ADJUSTMENTS,
  stationaryBootstrap,
  studentTCdf,
  studentTQuantile,
} from "../../../lib/src/core/index.js";
import { FIXED_B_TABLE } from "../../../lib/src/core/stats/fixedBTable.js";
import { expectClose, numbers } from "../support.js";
import fixedB from "./fixed_b.json" with { type: "json" };
import golden from "./inference.json" with { type: "json" };

const { distributions: d } = golden;

describe("distributions equal scipy", () => {
  test("normal", () => {
    for (const { x, p } of d.normal) expect(Math.abs(normalCdf(x) - p)).toBeLessThan(1e-13);
    for (const { x, p } of d.normal_quantile) expect(normalQuantile(p)).toBeCloseTo(x, 8);
  });
  test("Student's t", () => {
    for (const { x, df, p } of d.t) expect(Math.abs(studentTCdf(x, df) - p)).toBeLessThan(5e-8);
    for (const { x, df, p } of d.t_quantile) {
      expect(Math.abs(studentTQuantile(p, df) / (x || 1) - (x ? 1 : 0))).toBeLessThan(1e-7);
    }
  });
});

test.each(P_ADJUSTMENTS)("p-values corrected by %s equal statsmodels", (method) => {
  expectClose(adjustPValues(golden.p, method), numbers(golden.adjusted[method]), 1e-12);
});

describe("fixed-b limit with Bartlett weights", () => {
  test("the table is the simulated one", () => {
    expect(FIXED_B_TABLE).toEqual(fixedB.table);
    expect(fixedB.fit_error).toBeLessThan(0.008);
  });
  test("the published polynomials agree within 2 %", () => {
    for (const { level, b, paper } of fixedB.published) {
      const ours = fixedBCritical(2 * (1 - level), b);
      expect(Math.abs(ours / paper - 1), `${level} at ${b}`).toBeLessThan(0.02);
    }
  });
  test("p-values agree with a second simulation", () => {
    for (const { t, b, p } of fixedB.checks) {
      const expected = Math.max(p, FIXED_B_LEAST_P);
      expect(Math.abs(Math.log(fixedBP(t, b) / expected)), `t ${t} at ${b}`).toBeLessThan(
        p > 1e-3 ? 0.05 : 0.25,
      );
    }
  });
  test("without a bandwidth it is the normal distribution", () => {
    for (const t of [0, 0.1, 1, 1.96, 3.3]) expect(fixedBP(t, 1e-9)).toBeCloseTo(normalP(t), 8);
    expect(fixedBCritical(0.05, 1e-9)).toBeCloseTo(1.959964, 6);
  });
});

describe.each(golden.bootstraps)("stationary bootstrap, blocks of $block", (expected) => {
  const ours = stationaryBootstrap(numbers(golden.x), { block: expected.block, samples: 20_000 });
  test("standard error: closed form and arch", () => {
    expect(Math.abs(ours.se / expected.exact_se - 1)).toBeLessThan(0.02);
    expect(Math.abs(ours.se / expected.arch_se - 1)).toBeLessThan(0.03);
  });
  test("interval and p-value: arch", () => {
    const [low, high] = expected.arch_interval;
    const width = high - low;
    expect(Math.abs(ours.interval[0] - low)).toBeLessThan(0.03 * width);
    expect(Math.abs(ours.interval[1] - high)).toBeLessThan(0.03 * width);
    expect(Math.abs(ours.p - expected.arch_p)).toBeLessThan(0.02);
  });
});

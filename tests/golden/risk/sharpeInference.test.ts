import { describe, expect, test } from "vitest";
import {
  deflatedSharpe,
  minimumTrackRecord,
  probabilisticSharpe,
  sharpeError,
  sharpeScale,
} from "../../../lib/src/risk/index.js";
import golden from "./sharpe_inference.json" with { type: "json" };

describe("scale of an autocorrelated Sharpe ratio", () => {
  test("√12 for independent months (Lo 2002)", () => {
    expect(sharpeScale([], 12)).toBeCloseTo(Math.sqrt(12), 12);
    expect(sharpeScale([0.2], 12)).toBeCloseTo(12 / Math.sqrt(12 + 2 * 11 * 0.2), 12);
  });
});

describe("a series of returns gives what numpy and scipy give", () => {
  const returns = Float64Array.from(golden.returns);

  test("standard error", () => {
    expect(sharpeError(returns)).toBeCloseTo(golden.error, 9);
  });

  test.each(Object.entries(golden.psr))("probability above a Sharpe ratio of %s", (benchmark, expected) => {
    expect(probabilisticSharpe(returns, { benchmark: Number(benchmark) })).toBeCloseTo(expected, 9);
  });

  test.each(Object.entries(golden.dsr))("deflated for %s trials", (trials, expected) => {
    expect(deflatedSharpe(returns, { trials: Number(trials) }).value).toBeCloseTo(expected, 9);
  });

  test.each(Object.entries(golden.track))("track record for a confidence of %s", (confidence, expected) => {
    expect(minimumTrackRecord(returns, { confidence: Number(confidence) }).years).toBeCloseTo(expected, 7);
  });
});

describe("wrong input", () => {
  test.each([
    [
      () => deflatedSharpe({ sharpe: 1, n: 100 }),
      "the number of trials is not known, because no run records it",
    ],
    [() => deflatedSharpe({ sharpe: 1, n: 100 }, { trials: 0 }), "trials must be a positive integer, got 0"],
    [() => deflatedSharpe({ sharpe: 1, n: 100 }, { trialSharpes: [1] }), "two or more trials"],
    [() => minimumTrackRecord({ sharpe: 1, n: 100 }, { confidence: 0.2 }), "confidence"],
    [() => sharpeError({ sharpe: 1, n: 100 }, { method: "newey-west" }), "needs the returns"],
  ])("is one clear error, case %#", (call, message) => {
    expect(call).toThrow(message);
  });

  test("too few returns are missing, not 0", () => {
    expect(probabilisticSharpe(Float64Array.of(0.01))).toBeNaN();
    expect(probabilisticSharpe(Float64Array.of(0.01, 0.01, 0.01))).toBeNaN();
  });
});

import { describe, expect, test } from "vitest";
import {
  deflatedSharpe,
  expectedMaximum,
  minimumBacktestLength,
  minimumTrackRecord,
  probabilisticSharpe,
  sharpeError,
  sharpeScale,
} from "../../../lib/src/risk/index.js";
import golden from "./sharpe_inference.json" with { type: "json" };

describe("the published figures come out to their printed digits", () => {
  const reported = { sharpe: 2.5, n: 1250, periodsPerYear: 250 };
  const skewed = { ...reported, skewness: -3, excessKurtosis: 7 };

  test.each([
    [skewed, 100, 0.9004],
    [skewed, 46, 0.9505],
    [reported, 88, 0.9505],
  ])("deflated Sharpe ratio (Bailey & López de Prado 2014), case %#", (moments, trials, printed) => {
    expect(deflatedSharpe(moments, { trials, trialVariance: 0.5 }).value).toBeCloseTo(printed, 4);
  });

  test("the Sharpe ratio to expect from 100 trials by luck is 0.1132 per day", () => {
    const { expectedMaximum: best } = deflatedSharpe(skewed, { trials: 100, trialVariance: 0.5 });
    expect(best / Math.sqrt(250)).toBeCloseTo(0.1132, 4);
  });

  test("probabilistic Sharpe ratio (Bailey & López de Prado 2012)", () => {
    expect(probabilisticSharpe({ sharpe: 0.458, n: 24 })).toBeCloseTo(0.982, 3);
    const skewness = { skewness: -2.448, excessKurtosis: 7.164 };
    expect(probabilisticSharpe({ sharpe: 0.458, n: 24, ...skewness })).toBeCloseTo(0.913, 3);
  });

  test.each([
    [{ sharpe: 2, n: 250, periodsPerYear: 250 }, 1, 2.7312],
    [{ sharpe: 2, n: 52, periodsPerYear: 52 }, 1, 2.8288],
    [{ sharpe: 3, n: 12, periodsPerYear: 12, skewness: -0.72, excessKurtosis: 2.78 }, 2.5, 27.353],
  ])("minimum track record length, case %#", (moments, benchmark, years) => {
    const digits = String(years).split(".")[1].length;
    expect(minimumTrackRecord(moments, { benchmark }).years).toBeCloseTo(years, digits);
  });

  test("minimum backtest length of 45 trials and the expected maximum of 100 normals", () => {
    expect(minimumBacktestLength(45)).toBeCloseTo(4.998, 3);
    expect(expectedMaximum(100)).toBeCloseTo(2.5306, 4);
  });

  test("scale of an autocorrelated Sharpe ratio: √12 for independent months (Lo 2002)", () => {
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

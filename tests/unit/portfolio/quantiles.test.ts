import { describe, expect, it } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { type QuantileOptions, quantiles } from "../../../lib/src/portfolio/index.js";

const SYMBOLS = ["A", "B", "C", "D", "E", "F"];

function weights(
  row: (number | null)[],
  n: number,
  sides: "longShort" | "longOnly",
  options?: QuantileOptions,
) {
  const factor = Panel.fromArrays(["2020-01-02"], SYMBOLS.slice(0, row.length), [row]);
  return Array.from(quantiles(n)[sides](options).weights(factor).values);
}

describe("quantile portfolio", () => {
  it("shares the gross exposure equally inside each side", () => {
    expect(weights([6, 5, 4, 3, 2, 1], 3, "longShort")).toEqual([0.25, 0.25, 0, 0, -0.25, -0.25]);
    expect(weights([6, 5, 4, 3, 2, 1], 3, "longOnly")).toEqual([0.5, 0.5, 0, 0, 0, 0]);
    expect(weights([6, 5, 4, 3, 2, 1], 3, "longShort", { gross: 2 })).toEqual([0.5, 0.5, 0, 0, -0.5, -0.5]);
  });

  it("gives no position to a missing value", () => {
    expect(weights([4, null, 3, 2, null, 1], 2, "longShort")).toEqual([0.25, 0, 0.25, -0.25, 0, -0.25]);
  });

  it("gives no position on a date with too few values or only one value", () => {
    expect(weights([4, null, 3, null, null, null], 3, "longShort")).toEqual([0, 0, 0, 0, 0, 0]);
    expect(weights([4, 3, 2, 1], 2, "longShort", { minNames: 5 })).toEqual([0, 0, 0, 0]);
    expect(weights([7, 7, 7, 7], 2, "longShort")).toEqual([0, 0, 0, 0]);
    expect(weights([null, null], 2, "longOnly")).toEqual([0, 0]);
  });

  it("caps weights and leaves the rest in cash", () => {
    expect(weights([6, 5, 4, 3, 2, 1], 3, "longOnly", { maxWeight: 0.3 })).toEqual([0.3, 0.3, 0, 0, 0, 0]);
  });

  it("says what it does", () => {
    const rule = quantiles(5).longShort({ maxWeight: 0.05 });
    expect(rule.name).toBe("long the highest, short the lowest of 5 quantiles, gross 1, at most 0.05 each");
    expect(rule.toJSON()).toEqual({
      kind: "quantiles",
      quantiles: 5,
      sides: "long-short",
      gross: 1,
      minNames: 5,
      maxWeight: 0.05,
    });
  });

  it("refuses bad arguments", () => {
    expect(() => quantiles(1)).toThrow("n must be an integer of at least 2");
    expect(() => quantiles(101)).toThrow("at most 100 quantiles");
    expect(() => quantiles(5).longOnly({ gros: 1 } as never)).toThrow("did you mean gross?");
    expect(() => quantiles(5).longOnly({ gross: 0 })).toThrow("gross");
    expect(() => quantiles(5).longOnly({ minNames: 0 })).toThrow("minNames");
  });
});

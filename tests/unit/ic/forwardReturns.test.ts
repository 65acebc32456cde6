import { describe, expect, it } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { forwardReturns } from "../../../lib/src/ic/index.js";

const DATES = ["2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05", "2024-01-08"];
const price = Panel.fromArrays(
  DATES,
  ["A", "B"],
  [
    [100, 10],
    [110, null],
    [121, 12],
    [133.1, 0],
    [146.41, 15],
  ],
);
const values = (panel: Panel, symbol: string) => Array.from(panel.series(symbol));

describe("forwardReturns", () => {
  it("is the simple return of the next sessions, on the date it is looked up from", () => {
    const returns = values(forwardReturns(price, 2), "A");
    expect(returns.slice(0, 3)).toEqual([1.21 - 1, 1.21 - 1, 1.21 - 1].map((v) => expect.closeTo(v, 12)));
    expect(returns.slice(3)).toEqual([Number.NaN, Number.NaN]);
  });

  it("is missing where either price is missing or not positive, and fills nothing", () => {
    const nan = Number.NaN;
    expect(values(forwardReturns(price, 1), "B")).toEqual([nan, nan, nan, nan, nan]);
    expect(values(forwardReturns(price, 2), "B")).toEqual([expect.closeTo(0.2, 12), nan, 0.25, nan, nan]);
  });

  it("moves the entry later with a delay", () => {
    const delayed = forwardReturns(price, 2, { delay: 2 });
    expect(values(delayed, "A")).toEqual([expect.closeTo(0.21, 12), ...Array(4).fill(Number.NaN)]);
    expect(delayed.name).toBe("forward_2_delay_2");
    expect(delayed.unit).toBe("fraction");
  });

  it("is missing everywhere when the horizon is longer than the data", () => {
    expect(values(forwardReturns(price, 9), "A").every(Number.isNaN)).toBe(true);
  });

  it("refuses horizons, delays and options that make no sense", () => {
    expect(() => forwardReturns(price, 0)).toThrow(
      "ic.forwardReturns: horizon must be a positive integer, got 0",
    );
    expect(() => forwardReturns(price, 1.5)).toThrow("horizon");
    expect(() => forwardReturns(price, 1, { delay: -1 })).toThrow("delay must be a non-negative integer");
    expect(() => forwardReturns(price, 1, { dealy: 1 } as object)).toThrow("did you mean delay?");
  });
});

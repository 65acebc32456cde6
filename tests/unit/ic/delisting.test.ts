import { beforeAll, describe, expect, it } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { Market } from "../../../lib/src/data/index.js";
import { field } from "../../../lib/src/expr/index.js";
import {
  evaluate,
  type FactorReport,
  factorFrame,
  famaMacBeth,
  frameRows,
  icDecay,
} from "../../../lib/src/ic/index.js";

const N = Number.NaN;
const DATES = ["2020-01-01", "2020-01-02", "2020-01-03", "2020-01-06", "2020-01-07", "2020-01-08"];

/** `GONE` ends after three sessions, `LATE` lacks the last one only. */
const close = Panel.fromArrays(
  DATES,
  ["A", "GONE", "LATE", "Z"],
  [
    [10, 20, 30, 50],
    [11, 20, 33, 50],
    [12, 10, 30, 55],
    [12, N, 30, 55],
    [12, N, 30, 50],
    [15, N, N, 50],
  ],
);
const ones = Panel.of(
  close.time,
  close.assets,
  close.values.map((_, i) => (i % 4) + 1),
);
const policy = { after: 2, return: -0.3 };

const forwards = (options: object) =>
  Object.fromEntries(
    frameRows(factorFrame(ones, close, { horizon: 2, ...options }))
      .filter(({ symbol }) => symbol === "GONE" || symbol === "LATE")
      .map(({ date, symbol, forward }) => [`${symbol} ${date}`, Number(forward.toFixed(12))]),
  );

describe("a forward return that ends after the last price", () => {
  it("is missing by default", () => {
    expect(forwards({})).toEqual({
      "GONE 2020-01-01": -0.5,
      "LATE 2020-01-01": 0,
      "LATE 2020-01-02": Number((30 / 33 - 1).toFixed(12)),
      "LATE 2020-01-03": 0,
    });
  });

  it("takes the last price and the return of the policy; nobody enters after it, and a hole of one session is no delisting", () => {
    expect(forwards({ delisting: policy })).toEqual({
      "GONE 2020-01-01": -0.5,
      "GONE 2020-01-02": 7 / 20 - 1,
      "GONE 2020-01-03": Number((7 / 10 - 1).toFixed(12)),
      "LATE 2020-01-01": 0,
      "LATE 2020-01-02": Number((30 / 33 - 1).toFixed(12)),
      "LATE 2020-01-03": 0,
    });
    expect(forwards({ delisting: { after: 2, return: -1 } })["GONE 2020-01-03"]).toBe(-1);
    expect(forwards({ delisting: { after: 4 } })).toEqual(forwards({}));
    expect(() => forwards({ delisting: { return: -2 } })).toThrow(/delisting\.return/);
  });
});

describe("an evaluation with a policy", () => {
  const market = Market.fromPanels({ fields: { open: close, high: close, low: close, close, volume: ones } });
  const factor = field("close").gt(0).mul(field("volume")).named("f");
  let plain: FactorReport;
  let assumed: FactorReport;
  beforeAll(async () => {
    const options = { horizons: [2], quantiles: 2 };
    plain = await evaluate(market, factor, options);
    assumed = await evaluate(market, factor, { ...options, delisting: policy });
  });

  it("loses only the hole that is no delisting, and says what it assumed", () => {
    expect(plain.loss(2).lost("delisted")).toBe(3);
    expect(assumed.loss(2).lost("delisted")).toBe(1);
    expect([plain.delisting, assumed.delisting]).toEqual([undefined, policy]);
    expect(assumed.tearSheet().toText()).toMatch(/delisted at −30\.00 % on the last price/);
    expect(plain.tearSheet().toText()).not.toMatch(/delisted at/);
  });

  it("reaches the decay, the held portfolios and the regressions", async () => {
    const decay = (report: FactorReport) => report.decay({ maxHorizon: 2 }).horizons[1].mean;
    expect(decay(assumed)).toBe(assumed.horizon(2).rankIcStats.mean);
    expect(decay(assumed)).not.toBe(decay(plain));
    const alone = await icDecay(market, factor, { maxHorizon: 2, delisting: policy });
    expect(alone.horizons[1].mean).toBe(decay(assumed));
    const held = (report: FactorReport) => report.longShort({ horizon: 2 });
    expect(held(assumed)).not.toEqual(held(plain));
    const slope = (options: object) =>
      famaMacBeth(market, [factor], { horizon: 2, minNames: 3, ...options }).of("f").mean;
    expect(slope({ delisting: policy })).not.toBe(slope({}));
  });
});

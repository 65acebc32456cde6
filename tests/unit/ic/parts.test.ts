import { afterEach, describe, expect, it } from "vitest";
import { Panel, Random, setRecorder } from "../../../lib/src/core/index.js";
import { field, panelSource } from "../../../lib/src/expr/index.js";
import {
  alphaBeta,
  DEFAULT_TEST,
  evaluate,
  evaluatePanel,
  fitDecay,
  icDecay,
  meanInference,
} from "../../../lib/src/ic/index.js";

const DATES = 120;
const SYMBOLS = ["A", "B", "C", "D", "E", "F"];
const dates = Array.from({ length: DATES }, (_, i) => Date.UTC(2023, 0, 2) + i * 86_400_000);

function walk(seed: number): number[][] {
  const random = new Random(seed);
  const level = SYMBOLS.map(() => 4);
  return dates.map(() =>
    level.map((_, j) => {
      level[j] += 0.01 * random.normal();
      return Math.exp(level[j]);
    }),
  );
}

const rows = walk(5);
const close = Panel.fromArrays(dates, SYMBOLS, rows, { name: "close" });
const market = panelSource({ close });
const factor = field("close").returns(3).neg().named("reversal_3");

describe("what is computed when first read", () => {
  it("is computed once, and agrees between an expression and its values", async () => {
    const report = await evaluate(market, factor, { horizons: [1, 3] });
    expect(report.longShort().held).toBe(report.longShort({ horizon: 3 }).held);
    expect(report.decay()).toBe(report.decay({ maxHorizon: 21 }));
    expect(report.exposures()).toBe(report.exposures());
    const values = Panel.of(
      close.time,
      close.assets,
      close.values.map((value, at) => {
        const before = at < 3 * SYMBOLS.length ? Number.NaN : close.values[at - 3 * SYMBOLS.length];
        return -(value / before - 1);
      }),
    );
    const same = evaluatePanel(values, close, { horizons: [1, 3] });
    expect(same.longShort().held.weighted).toEqual(report.longShort().held.weighted);
  });

  it("refuses what cannot be, with the remedy", async () => {
    const report = evaluatePanel(close, close, { horizons: [1] });
    expect(() => report.exposures()).toThrow("evaluate an expression with ic.evaluate");
    expect(() => report.longShort({ horizon: 0 })).toThrow("horizon must be a positive integer, got 0");
    expect(() => report.longShort({ horizn: 1 } as object)).toThrow("did you mean horizon?");
    expect(() => report.longShort({ market: { returns: new Float64Array(3) } })).toThrow("as many dates");
    expect(() => report.decay({ max: 3 } as object)).toThrow('unknown option "max"');
    expect(() => report.monotonicity({ sample: 3 } as object)).toThrow("did you mean samples?");
    await expect(icDecay(market, factor, { maxHorizon: 0 })).rejects.toThrow("maxHorizon must be");
    await expect(icDecay(market, factor, { horizon: [1] } as object)).rejects.toThrow(
      "did you mean horizons?",
    );
  });

  it("leaves out exposures whose fields the market lacks", async () => {
    const report = await evaluate(market, factor, { horizons: [1] });
    expect(report.exposures().map(({ name }) => name)).toEqual(["volatility", "momentum"]);
    const size = Panel.fromArrays(
      dates,
      SYMBOLS,
      rows.map((row) => row.map((_, j) => j + 1)),
    );
    const sized = panelSource({ close, market_cap: size, dollar_volume: close });
    const [first] = (await evaluate(sized, factor, { horizons: [1] })).exposures();
    expect([first.name, first.measure]).toEqual(["size", "market_cap"]);
  });
});

describe("decay", () => {
  it("agrees with the report at every horizon, and takes a list of them", async () => {
    const report = await evaluate(market, factor, { horizons: [1, 5, 10], delay: 1, from: dates[20] });
    const decay = await icDecay(market, factor, { horizons: [1, 5, 10], delay: 1, from: dates[20] });
    decay.horizons.forEach((at) => {
      const { rankIc, rankIcStats, horizon } = report.horizon(at.sessions);
      const { p } = meanInference(rankIc, horizon)[DEFAULT_TEST];
      expect([at.mean, at.p, at.dates]).toEqual([rankIcStats.mean, p, rankIcStats.dates]);
    });
    expect(decay.lags.map(({ sessions }) => sessions)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(decay.lags[0].mean).toBe(decay.horizons[0].mean);
    expect(decay.toText()).toContain("reversal_3");
    expect(decay.toHtml()).toContain("<svg");
    expect(report.tearSheet({ maxHorizon: 4 }).toText()).toContain("so there is no half-life");
  });

  it("counts as a trial when it is the first look, not as a part of a report", async () => {
    const trials: string[] = [];
    setRecorder({ dataUsed: () => {}, trial: ({ name, hash }) => trials.push(`${name} ${hash}`) });
    await icDecay(market, factor, { maxHorizon: 3 });
    await icDecay(market, factor, { maxHorizon: 3 });
    const [first, again] = trials;
    expect(trials.length).toBe(2);
    expect(again).toBe(first);
    (await evaluate(market, factor)).decay({ maxHorizon: 3 });
    expect(trials.length).toBe(3);
    setRecorder(undefined);
  });

  it("has no half-life where nothing falls, none to tell of nothing", () => {
    expect(fitDecay(Float64Array.of(0.03, 0.03, 0.03, 0.03)).halfLife).toBe(Infinity);
    expect(fitDecay(Float64Array.of(0.01, 0.02, 0.03, 0.04)).halfLife).toBe(Infinity);
    expect(fitDecay(Float64Array.of(0.03, 0.02)).halfLife).toBeNaN();
    expect(fitDecay(Float64Array.of(0, 0, 0)).halfLife).toBeNaN();
    const gap = Float64Array.from({ length: 10 }, (_, k) => (k === 4 ? Number.NaN : -0.05 * 2 ** (-k / 2)));
    expect(fitDecay(gap).halfLife).toBeCloseTo(2, 6);
    expect(fitDecay(gap).start).toBeCloseTo(-0.05, 8);
  });
});

describe("held portfolios", () => {
  it("hold a symbol whose price stops at its last price, and do not buy one that has none", () => {
    const stopped = rows.map((row, i) => row.map((price, j) => (j === 5 && i > 60 ? null : price)));
    const prices = Panel.fromArrays(dates, SYMBOLS, stopped);
    const ranks = Panel.fromArrays(
      dates,
      SYMBOLS,
      rows.map((row) => row.map((_, j) => j)),
    );
    const options = { horizons: [5], quantiles: 6, from: dates[58], to: dates[58] };
    const { held } = evaluatePanel(ranks, prices, options).longShort();
    expect(held.time.length).toBe(5);
    const top = held.byQuantile.filter((_, at) => at % 6 === 5);
    expect(top[0]).toBeCloseTo(rows[59][5] / rows[58][5] - 1, 12);
    expect([...top.subarray(2)]).toEqual([0, 0, 0]);
    const late = evaluatePanel(ranks, prices, { ...options, from: dates[70], to: dates[70] }).longShort();
    expect(late.held.byQuantile.every((value, at) => at % 6 < 5 || !Number.isNaN(value))).toBe(true);
  });

  it("are empty without a factor value, and say so in words", () => {
    const nothing = Panel.empty(close.time, close.assets);
    const report = evaluatePanel(nothing, close, { horizons: [5] });
    expect(report.longShort().weighted.sharpe).toBeNaN();
    expect(report.tearSheet().toText()).toContain("Too few returns for an alpha");
  });
});

describe("alpha against a market of one's own", () => {
  it("meets it on the same dates", async () => {
    const report = await evaluate(market, factor, { horizons: [5] });
    const own = report.longShort();
    const { time, market: universe } = own.held;
    const same = report.longShort({ market: { returns: universe, time } });
    expect(same.weighted.alphaBeta).toEqual(own.weighted.alphaBeta);
    const late = { returns: universe.slice(50), time: time.slice(50) };
    expect(report.longShort({ market: late }).weighted.alphaBeta.n).toBe(universe.length - 50);
  });
});

describe("weekly sessions", () => {
  it("make a year of 52", () => {
    const weeks = Array.from({ length: DATES }, (_, i) => Date.UTC(2020, 0, 3) + i * 7 * 86_400_000);
    const weekly = Panel.fromArrays(weeks, SYMBOLS, rows, { frequency: "1w" });
    const { weighted } = evaluatePanel(weekly, weekly, { horizons: [1] }).longShort();
    const { alpha, alphaAnnual } = weighted.alphaBeta;
    expect(alphaAnnual).toBeCloseTo((1 + alpha) ** 52 - 1, 12);
  });
});

describe("the deflated Sharpe ratio", () => {
  afterEach(() => setRecorder(undefined));

  it("needs a run that records the trials, and counts them", async () => {
    const before = (await evaluate(market, factor, { horizons: [1] })).longShort();
    expect([before.trials, before.weighted.deflatedSharpe]).toEqual([undefined, Number.NaN]);
    setRecorder({ dataUsed: () => {}, trial: () => {}, trials: () => ({ distinct: 10, count: 12 }) });
    const report = await evaluate(market, factor, { horizons: [1] });
    const { trials, weighted } = report.longShort();
    expect(trials).toBe(10);
    expect(weighted.deflatedSharpe).toBeLessThan(weighted.probabilisticSharpe);
    expect(report.tearSheet().toText()).toContain("deflated for the 10 distinct variants");
    setRecorder({ dataUsed: () => {}, trial: () => {}, trials: () => ({ distinct: 100, count: 120 }) });
    expect(report.longShort().weighted.deflatedSharpe).toBeLessThan(weighted.deflatedSharpe);
  });
});

describe("alpha and beta", () => {
  it("are missing for too few periods or a market that stands still, and skip missing pairs", () => {
    const y = Float64Array.of(0.01, Number.NaN, 0.03, 0.02, 0.05);
    const x = Float64Array.of(0.01, 0.5, 0.02, 0.01, 0.03);
    expect(alphaBeta(y, x).n).toBe(4);
    expect(alphaBeta(y.subarray(0, 3), x.subarray(0, 3)).beta).toBeNaN();
    expect(alphaBeta(y, new Float64Array(5)).alpha).toBeNaN();
    expect(() => alphaBeta(y, x.subarray(1))).toThrow("must be of one length");
  });
});

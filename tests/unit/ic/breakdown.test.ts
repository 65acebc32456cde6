import { describe, expect, it } from "vitest";
import { Panel, Random } from "../../../lib/src/core/index.js";
import { field, panelSource } from "../../../lib/src/expr/index.js";
import {
  evaluate,
  evaluatePanel,
  GROUP_METRICS,
  type GroupReport,
  halves,
  hitRate,
  periodIc,
  rollingIc,
} from "../../../lib/src/ic/index.js";

const DATES = 60;
const SYMBOLS = ["A", "B", "C", "D", "E", "F", "G", "H", "I"];
const dates = Array.from({ length: DATES }, (_, i) => Date.UTC(2023, 10, 1) + i * 86_400_000);

function noise(seed: number, map: (x: number) => number): Panel {
  const random = new Random(seed);
  const rows = dates.map(() => SYMBOLS.map(() => map(random.normal())));
  return Panel.fromArrays(dates, SYMBOLS, rows);
}

const close = noise(1, (x) => 100 + x).with({ name: "close" });
const signal = noise(2, (x) => x).with({ name: "signal" });
/** Four in x, three in y, one alone in z, one without a group. */
const groups = { A: "x", B: "x", C: "x", D: "x", E: "y", F: "y", G: "y", H: "z" };

function grouped(factor: Panel, given: Record<string, string> = groups): GroupReport {
  const report = evaluatePanel(factor, close, { horizons: [1], quantiles: 2, groups: given });
  const found = report.horizon(1).groups;
  if (!found) throw new Error("no groups");
  return found;
}

describe("groups", () => {
  it("count who takes no part: without a group, and alone in it", () => {
    const found = grouped(signal);
    expect(found.groups.map(({ name, symbols }) => `${name} ${symbols}`)).toEqual(["x 4", "y 3", "z 1"]);
    expect([...found.ungrouped]).toEqual([...Array(DATES - 1).fill(1), 0]);
    expect([...found.alone]).toEqual([...Array(DATES - 1).fill(1), 0]);
    expect(found.groups[2].rankIcStats.dates).toBe(0);
    expect(found.groups[2].quantileMeans.some((value) => !Number.isNaN(value))).toBe(true);
  });

  it("leave out of the neutral figures whoever takes no part", () => {
    const { ic, rankIc } = grouped(signal).neutral;
    const symbols = SYMBOLS.slice(0, 7);
    const part = evaluatePanel(signal.select(symbols), close.select(symbols), {
      horizons: [1],
      groups: Object.fromEntries(symbols.map((symbol) => [symbol, groups[symbol as "A"]])),
    }).horizon(1).groups;
    for (let i = 0; i < DATES - 1; i++) {
      expect(ic[i]).toBeCloseTo(part?.neutral.ic[i] ?? Number.NaN, 12);
      expect(rankIc[i]).toBeCloseTo(part?.neutral.rankIc[i] ?? Number.NaN, 12);
    }
  });

  it("are the same at each of several horizons as at that horizon alone, with holes and ties", () => {
    const random = new Random(9);
    // Dates of whole rows, which horizons share, between dates with gaps.
    const gaps = (panel: Panel) =>
      panel.values.map((x, at) =>
        at % (9 * SYMBOLS.length) < 60 && random.uniform() < 0.1 ? Number.NaN : x,
      );
    const { time, assets } = signal;
    const factor = Panel.of(
      time,
      assets,
      gaps(signal).map((x) => Math.round(2 * x)),
      { name: "signal" },
    );
    const price = Panel.of(time, assets, gaps(close), { name: "close" });
    for (const given of [groups, { ...groups, H: "y", I: "x" }]) {
      const options = { quantiles: 2, groups: given };
      const several = evaluatePanel(factor, price, { ...options, horizons: [1, 2, 5] });
      for (const { horizon, ...report } of several.horizons) {
        const alone = evaluatePanel(factor, price, { ...options, horizons: [horizon] }).horizon(horizon);
        expect({ horizon, ...report }).toEqual(alone);
      }
    }
  });

  it("need as many names on a date as the evaluation does", () => {
    const report = evaluatePanel(signal, close, { horizons: [1], quantiles: 2, groups, minNames: 4 });
    expect(report.horizon(1).groups?.groups.map((group) => group.rankIcStats.dates)).toEqual([59, 0, 0]);
  });

  it("come from a grouping of the market by name", async () => {
    const sectors = SYMBOLS.map((symbol) => groups[symbol as "A"] ?? "");
    const market = panelSource({ close, signal }, { sector: sectors });
    const factor = field("signal").named("signal");
    const report = await evaluate(market, factor, { horizons: [1], quantiles: 2, groups: "sector" });
    const found = report.horizon(1).groups;
    expect(found?.grouping).toBe("sector");
    expect(found?.neutral.rankIc).toEqual(grouped(signal).neutral.rankIc);
    expect(report.tearSheet().toText()).toContain("all, group-neutral");
    const added = Object.keys(report.metrics()).filter((name) => name.includes("neutral"));
    expect(added).toEqual(Object.keys(GROUP_METRICS).map((name) => `${name}_h1`));
    expect(report.metrics().rank_ic_neutral_mean_h1).toBe(found?.neutral.rankIcStats.mean);
    expect(report.metrics().rank_ic_neutral_p_h1).toBe(found?.neutral.inference.cosine.p);
    const plain = await evaluate(market, factor);
    expect(plain.horizon(1).groups).toBeUndefined();
    expect(Object.keys(plain.metrics()).some((name) => name.includes("neutral"))).toBe(false);
    await expect(evaluate(market, factor, { groups: "sectro" })).rejects.toThrow("did you mean sector?");
    await expect(evaluate(market, factor, { groups: "" })).rejects.toThrow("must be the name of a grouping");
  });

  it("say nothing when no symbol has one", () => {
    const found = grouped(signal, {});
    expect(found.groups).toEqual([]);
    expect([found.neutral.rankIcStats.mean, found.explainedMean]).toEqual([NaN, NaN]);
    expect(found.ungrouped[0]).toBe(SYMBOLS.length);
    const report = evaluatePanel(signal, close, { horizons: [1], groups: {} });
    expect(report.tearSheet().toText()).toContain("531 observations without a group");
  });

  it("refuse a symbol that is not there", () => {
    expect(() => grouped(signal, { Z: "x" })).toThrow("must name symbols of the prices");
  });
});

describe("calendar periods", () => {
  const report = evaluatePanel(signal, close, { horizons: [1, 5] });

  it("split the dates of the rank IC", () => {
    const months = report.periods("month", 1);
    expect(months.map(({ period, dates: n }) => `${period} ${n}`)).toEqual(["2023-11 30", "2023-12 29"]);
    const total = months.reduce((sum, { mean, dates: n }) => sum + mean * n, 0);
    expect(total / 59).toBeCloseTo(report.horizon(1).rankIcStats.mean, 12);
    expect(report.periods("quarter", 1).map(({ period }) => period)).toEqual(["2023-Q4"]);
    expect(report.periods("year", 1)[0].mean).toBeCloseTo(report.horizon(1).rankIcStats.mean, 12);
  });

  it("leave out empty ones, and refuse an unknown one", () => {
    const none = new Float64Array(DATES).fill(Number.NaN);
    expect(periodIc(close.time, none, { period: "year", horizon: 1 })).toEqual([]);
    expect(() => report.periods("week" as "month")).toThrow("period must be one of");
  });
});

describe("halves", () => {
  const { time } = close;
  const random = new Random(9);
  const noise60 = Float64Array.from({ length: DATES }, () => random.normal());

  it("tell a change from none, and leave the middle of an odd number to neither", () => {
    const shifted = noise60.map((value, i) => value + (i < 30 ? 3 : 0));
    const found = halves(time, shifted, 1);
    expect(found.split).toBe(time.label(30));
    expect(found.p).toBeLessThan(0.001);
    expect(halves(time, noise60, 1).p).toBeGreaterThan(0.05);
    const odd = halves(
      time,
      Float64Array.from({ length: DATES }, (_, i) => (i < 5 ? i : Number.NaN)),
      1,
    );
    expect([odd.before, odd.after, odd.split]).toEqual([0.5, 3.5, time.label(3)]);
  });

  it("say in the tear sheet what changed, with the date", () => {
    const days = Array.from({ length: 100 }, (_, i) => Date.UTC(2023, 8, 1) + i * 86_400_000);
    const panel = () =>
      Panel.fromArrays(
        days,
        SYMBOLS,
        days.map(() => SYMBOLS.map(() => 9 + random.uniform())),
      );
    const report = evaluatePanel(panel(), panel(), { horizons: [1] });
    expect(report.halves()).toEqual(halves(report.horizon(1).time, report.horizon(1).rankIc, 1));
    expect(report.tearSheet().toText()).toMatch(/ from −?0\.\d{3} before 2023-\d\d-\d\d to −?0\.\d{3} after/);
    const none = halves(time, new Float64Array(DATES).fill(Number.NaN), 1);
    expect([none.before, none.p, none.split]).toEqual([NaN, NaN, ""]);
  });
});

describe("rolling and hit rate", () => {
  it("trail: a window needs half of its dates unless told otherwise", () => {
    const values = Float64Array.of(1, 2, 3, 4, 5);
    expect([...rollingIc(values, { window: 4 }).mean]).toEqual([Number.NaN, 1.5, 2, 2.5, 3.5]);
    expect([...rollingIc(values, { window: 2, min: 2 }).ir].slice(1)).toEqual(
      [1.5, 2.5, 3.5, 4.5].map((mean) => mean / Math.SQRT1_2),
    );
    expect(() => rollingIc(values, { windw: 4 } as object)).toThrow("did you mean");
  });

  it("counts dates above 0, exact 0 is none, and has no rate of nothing", () => {
    expect(hitRate(Float64Array.of(1, 0, -1, Number.NaN, 2), 1)).toMatchObject({
      rate: 0.5,
      hits: 2,
      dates: 4,
      binomialP: 1,
    });
    const none = hitRate(Float64Array.of(Number.NaN), 1);
    expect([none.rate, none.binomialP, none.inference.cosine.p]).toEqual([NaN, NaN, NaN]);
    const many = Float64Array.from({ length: 40_000 }, (_, i) => (i % 100 < 51 ? 1 : -1));
    // scipy binomtest(20400, 40000); the approximation for long series is near it.
    expect(hitRate(many, 1).binomialP).toBeCloseTo(6.466e-5, 7);
  });
});

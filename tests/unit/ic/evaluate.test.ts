import { afterEach, describe, expect, it } from "vitest";
import { isShowable, Panel, Random, setRecorder, type Trial } from "../../../lib/src/core/index.js";
import { type Factor, field, forwardReturn, panelSource } from "../../../lib/src/expr/index.js";
import { evaluate, evaluatePanel, FactorReport, FactorReports } from "../../../lib/src/ic/index.js";

const DATES = 200;
const SYMBOLS = Array.from({ length: 20 }, (_, i) => `S${i}`);

/** Prices that revert: yesterday's move predicts today's with the other sign. */
function reverting(): Panel {
  const random = new Random(11);
  const level = SYMBOLS.map(() => 4);
  const before = SYMBOLS.map(() => 0);
  const rows = Array.from({ length: DATES }, () =>
    SYMBOLS.map((_, j) => {
      const move = -0.5 * before[j] + 0.01 * random.normal();
      before[j] = move;
      level[j] += move;
      return Math.exp(level[j]);
    }),
  );
  const dates = Array.from({ length: DATES }, (_, i) => Date.UTC(2023, 0, 2) + i * 86_400_000);
  return Panel.fromArrays(dates, SYMBOLS, rows, { name: "close" });
}

const close = reverting();
const market = panelSource({ close, "raw.close": close });
const reversal = field("close").returns(1).neg().named("reversal_1");
const momentum = field("close").lag(5).div(field("close").lag(40)).sub(1).named("mom_40_5");

describe("ic.evaluate", () => {
  it("gives one report for a factor and a comparison for a list", async () => {
    const one = await evaluate(market, reversal);
    expect(one).toBeInstanceOf(FactorReport);
    expect(one.horizons.map((report) => report.horizon)).toEqual([1, 5, 21]);
    const two = await evaluate(market, [reversal, momentum], { horizons: [5, 1] });
    expect(two).toBeInstanceOf(FactorReports);
    expect([...two].map((report) => report.name)).toEqual(["reversal_1", "mom_40_5"]);
    expect(two.of("reversal_1").metrics().rank_ic_mean_h1).toBe(one.metrics().rank_ic_mean_h1);
    expect(two.metrics()["reversal_1.rank_ic_mean_h1"]).toBe(one.metrics().rank_ic_mean_h1);
    expect(() => two.of("reversal")).toThrow("did you mean reversal_1?");
  });

  it("finds a planted effect and says so", async () => {
    const report = await evaluate(market, reversal, { horizons: [1] });
    const { mean, t } = report.horizon(1).rankIcStats;
    expect(mean).toBeGreaterThan(0.3);
    expect(t).toBeGreaterThan(10);
    expect(report.toText()).toMatch(/^reversal_1: rank IC 0\.\d{3} at 1 session \(p < 0\.001\)/);
  });

  it("says when nothing can be told from zero", async () => {
    const random = new Random(3);
    const noise = Panel.of(
      close.time,
      close.assets,
      close.values.map(() => random.normal()),
      { name: "noise" },
    );
    const text = evaluatePanel(noise, close, { horizons: [1, 5] }).toText();
    expect(text).toContain(
      "noise: rank IC not distinguishable from zero at any of 2 horizons (smallest p = ",
    );
  });

  it("writes the metrics by their stable names", async () => {
    const metrics = (await evaluate(market, momentum, { horizons: [1, 21] })).metrics();
    const names = [
      "ic_mean",
      "ic_std",
      "rank_ic_mean",
      "rank_ic_std",
      "rank_ic_ir",
      "rank_ic_t",
      "rank_ic_p",
    ];
    names.push("quantile_spread", "turnover_top", "dates", "observations");
    expect(Object.keys(metrics)).toEqual([1, 21].flatMap((h) => names.map((name) => `${name}_h${h}`)));
    expect(metrics.dates_h21).toBe(DATES - 40 - 21);
    expect(metrics.observations_h21).toBe((DATES - 40 - 21) * SYMBOLS.length);
    for (const value of Object.values(metrics)) expect(value).toBeTypeOf("number");
  });

  it("uses the factor values from one date to another, whole look-back and forward returns around them", async () => {
    const [from, to] = [close.time.label(60), close.time.label(99)];
    const report = await evaluate(market, momentum, { horizons: [21], from, to });
    expect(report.data).toMatchObject({ from, to, dates: 40, symbols: 20 });
    expect(report.metrics().dates_h21).toBe(40);
    const whole = await evaluate(market, momentum, { horizons: [21] });
    expect(Array.from(report.horizon(21).rankIc)).toEqual(
      Array.from(whole.horizon(21).rankIc.subarray(60, 100)),
    );
  });

  it("agrees with the same values given as a panel", async () => {
    const returns = evaluatePanel(reversalPanel(), close, { horizons: [1, 5], quantiles: 4, delay: 1 });
    const report = await evaluate(market, reversal, { horizons: [1, 5], quantiles: 4, delay: 1 });
    expect(returns.metrics()).toEqual(report.metrics());
  });
});

function reversalPanel(): Panel {
  const width = SYMBOLS.length;
  const values = close.values.map((value, i) =>
    i < width ? Number.NaN : -(value / close.values[i - width] - 1),
  );
  return Panel.of(close.time, close.assets, values, { name: "reversal_1" });
}

describe("ic.evaluate refuses", () => {
  const refused: [string, object, string][] = [
    ["an unknown option", { horizon: [1] }, 'unknown option "horizon"'],
    ["no horizon", { horizons: [] }, "horizons must be a list of at least one number of sessions"],
    ["horizon 0", { horizons: [0] }, "each of horizons must be a positive integer, got 0"],
    ["a horizon twice", { horizons: [5, 5] }, "horizons must be distinct, got 5"],
    ["one quantile", { quantiles: 1 }, "quantiles must be an integer of at least 2, got 1"],
    ["a negative delay", { delay: -1 }, "delay must be a non-negative integer, got -1"],
    ["an unknown price", { price: "clsoe" }, "did you mean close?"],
    ["an empty span", { from: "2030-01-01" }, "the data covers 2023-01-02 to"],
  ];

  it.each(refused)("%s", async (_, options, message) => {
    await expect(evaluate(market, momentum, options)).rejects.toThrow(message);
  });

  it("a label, another thing, nothing, and one name twice", async () => {
    const label: unknown = forwardReturn(5);
    await expect(evaluate(market, label as Factor)).rejects.toThrow(
      "a label reads the future and is not a factor",
    );
    await expect(evaluate(market, "mom" as unknown as Factor)).rejects.toThrow(
      "takes a factor or a list of factors",
    );
    await expect(evaluate(market, [])).rejects.toThrow("needs at least one factor");
    await expect(evaluate(market, [momentum, momentum])).rejects.toThrow("distinct names");
  });
});

describe("ic.evaluate reports trials", () => {
  afterEach(() => setRecorder(undefined));

  it("one per factor, the same hash for the same variant only", async () => {
    const trials: Trial[] = [];
    setRecorder({ dataUsed: () => {}, trial: (trial) => trials.push(trial) });
    await evaluate(market, [reversal, momentum]);
    await evaluate(market, momentum);
    await evaluate(market, momentum, { quantiles: 10 });
    expect(trials.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "evaluation reversal_1",
      "evaluation mom_40_5",
      "evaluation mom_40_5",
      "evaluation mom_40_5",
    ]);
    expect(trials[1].hash).toBe(trials[2].hash);
    expect(trials[1].hash).not.toBe(trials[3].hash);
    evaluatePanel(reversalPanel(), close);
    expect(trials).toHaveLength(5);
  });
});

describe("the faces", () => {
  it("show a report as text without charts and as one self-contained sheet", async () => {
    const report = await evaluate(market, reversal);
    expect(isShowable(report)).toBe(true);
    const html = report.toHtml();
    expect(html.match(/<svg/g)?.length).toBe(6);
    expect(html).toContain("By horizon");
    expect(html).toContain("Where observations were lost");
    expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    expect(report.toHtml()).toBe(html);
    expect(report.tearSheet().toText()).toContain("Before costs, 1 became");
  });

  it("show one horizon, too few dates and a whole missing factor without failing", async () => {
    const single = await evaluate(market, reversal, { horizons: [5] });
    expect(single.toHtml().match(/<svg/g)?.length).toBe(5);
    const short = await evaluate(market, momentum, { from: close.time.label(50), to: close.time.label(50) });
    expect(short.toText()).toContain("too few dates to judge");
    const empty = evaluatePanel(Panel.empty(close.time, close.assets, { name: "void" }), close);
    expect(empty.metrics().dates_h1).toBe(0);
    expect(empty.metrics().rank_ic_mean_h1).toBeNaN();
    expect(empty.toHtml()).toContain("too few dates to judge its rank IC");
  });

  it("compare factors in one table with their decays", async () => {
    const reports = await evaluate(market, [reversal, momentum]);
    expect(reports.toText()).toContain(
      "of 6 rank ICs are distinguishable from zero at 5 % (about 0.3 would by chance alone)",
    );
    expect(reports.toHtml()).toContain("has the smallest p-value");
    expect(reports.summary().rows).toHaveLength(6);
  });
});

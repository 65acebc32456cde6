import { expect, test } from "vitest";
import { AssetIndex, Panel, Random, setRecorder, TimeIndex } from "../../../lib/src/core/index.js";
import { field, panelSource } from "../../../lib/src/expr/index.js";
import { DEFAULT_TEST, evaluate, meanInference, quantilePaths } from "../../../lib/src/ic/index.js";

const [dates, symbols] = [120, 30];
const random = new Random(12);
const time = TimeIndex.of(Array.from({ length: dates }, (_, i) => Date.UTC(2021, 0, 1 + i)));
const assets = AssetIndex.of(Array.from({ length: symbols }, (_, j) => `S${j}`));
const close = new Float64Array(dates * symbols).fill(50);
for (let i = symbols; i < close.length; i++) close[i] = close[i - symbols] * (1 + 0.01 * random.normal());
const market = panelSource({ close: Panel.of(time, assets, close) });
/** What has risen over five sessions: its past is known, its future is noise. */
const risen = field("close").div(field("close").lag(5)).sub(1).named("risen");

test("after the date the spread is that of ic.evaluate, its tests those that know the overlap alone", async () => {
  const paths = quantilePaths(market, risen, { after: 10 });
  for (const horizon of [1, 5, 10]) {
    const at = (await evaluate(market, risen, { horizons: [horizon] })).horizons[0].quantiles;
    const ours = paths.spread[10 + horizon];
    expect(ours.mean).toBeCloseTo(at.spreadStats.mean, 13);
    expect(ours[DEFAULT_TEST].p).toBeCloseTo(meanInference(at.spread, horizon)[DEFAULT_TEST].p, 10);
  }
});

test("before the date it shows what the factor is made of", () => {
  const paths = quantilePaths(market, risen);
  const [five] = [paths.spread[5]];
  expect(paths.days[5]).toBe(-5);
  expect(five.mean).toBeLessThan(-0.04);
  expect(five[DEFAULT_TEST].p).toBeLessThan(0.001);
  expect(paths.means[4][10]).toBe(0);
  expect(paths.spread[30][DEFAULT_TEST].p).toBeGreaterThan(0.01);
  expect(paths.toText()).toMatch(/^risen: top minus bottom quantile \d+ bp in the 10 sessions before, /);
  expect(paths.toHtml()).toContain("Top minus bottom (bp)");
});

test("demeaned quantiles of equal size average to nothing; the spread is the same without", () => {
  const paths = quantilePaths(market, risen);
  const plain = quantilePaths(market, risen, { demeaned: false });
  paths.days.forEach((_, k) => {
    expect(paths.means.reduce((sum, path) => sum + path[k], 0)).toBeCloseTo(0, 12);
    expect(plain.spread[k].mean).toBeCloseTo(paths.spread[k].mean, 13);
  });
});

test("is one trial, skips dates without quantiles, refuses misuse", () => {
  let trials = 0;
  setRecorder({ dataUsed: () => {}, trial: () => trials++ });
  const flat = quantilePaths(market, field("close").sub(field("close")).named("flat"));
  setRecorder(undefined);
  expect([trials, flat.dates]).toEqual([1, 0]);
  expect(flat.spread[11].mean).toBeNaN();
  expect(() => quantilePaths(market, risen, { after: 0 })).toThrow("after must be a positive integer");
  expect(() => quantilePaths(market, risen, { quantile: 3 } as object)).toThrow("did you mean quantiles?");
});

import { describe, expect, test, vi } from "vitest";
import { AssetIndex, Panel, Random, setRecorder, TimeIndex } from "../../../lib/src/core/index.js";
import { panelSource } from "../../../lib/src/expr/index.js";
import { type EventStudyOptions, eventStudy, type MarketEvent } from "../../../lib/src/ic/index.js";

const SESSIONS = 260;
const SYMBOLS = 20;
const time = TimeIndex.of(Array.from({ length: SESSIONS }, (_, i) => Date.UTC(2020, 0, 1 + i)));
const assets = AssetIndex.of(Array.from({ length: SYMBOLS }, (_, j) => `S${j}`));
const event = (row: number, column: number): MarketEvent => ({ symbol: `S${column}`, date: time.label(row) });

interface Plan {
  /** Return added to the symbols of these events on their day. */
  jump?: number;
  events?: readonly (readonly [row: number, column: number])[];
  /** Deviation of a shock that half of the symbols share and the other half has with the other sign. */
  shared?: number;
}

/** Prices of a one-factor market with betas from 0.5 to 1.5. */
function prices(seed: number, { jump = 0, events = [], shared = 0 }: Plan = {}): Panel {
  const random = new Random(seed);
  const values = new Float64Array(SESSIONS * SYMBOLS);
  const hit = new Set(events.map(([row, column]) => row * SYMBOLS + column));
  for (let i = 0; i < SESSIONS; i++) {
    const market = 0.01 * random.normal();
    const shock = shared * random.normal();
    for (let j = 0; j < SYMBOLS; j++) {
      const beta = 0.5 + j / (SYMBOLS - 1);
      const at = i * SYMBOLS + j;
      const move =
        beta * market + 0.01 * random.normal() + (j % 2 ? shock : -shock) + (hit.has(at) ? jump : 0);
      values[at] = (i === 0 ? 50 : values[at - SYMBOLS]) * (1 + move);
    }
  }
  return Panel.of(time, assets, values);
}

const study = (close: Panel, events: readonly MarketEvent[], options: EventStudyOptions = {}) =>
  eventStudy(panelSource({ close }), events, { estimation: { length: 60, minimum: 30 }, ...options });

const planted = Array.from({ length: 60 }, (_, k) => [90 + 2 * k, (7 * k) % SYMBOLS] as const);
const given = planted.map(([row, column]) => event(row, column));

describe("what it finds", () => {
  test("a jump on the day of the event, and nothing before or after", () => {
    const found = study(prices(1, { jump: 0.02, events: planted }), given);
    expect(found.between(0, 0).mean).toBeCloseTo(0.019, 2);
    expect(found.between(0, 0).overlap.p).toBeLessThan(1e-4);
    expect(found.between(-10, -1).overlap.p).toBeGreaterThan(0.01);
    expect(found.between(1, 20).overlap.p).toBeGreaterThan(0.01);
    expect(found.toText()).toMatch(
      /^60 events: abnormal return \d+ bp \(p < 0.001\) on the day; over the 20 sessions/,
    );
    expect(found.toHtml()).toContain("Cumulative abnormal return (bp)");
  });

  test("daily means add up to the cumulative ones", () => {
    const found = study(prices(2), given);
    let total = 0;
    found.daily.forEach((day, k) => {
      total += day.mean;
      expect(found.cumulative[k].mean).toBeCloseTo(total, 14);
    });
    expect(found.days[0]).toBe(-10);
    expect(found.abnormal.length).toBe(60 * 31);
  });

  test("betas of the market model are those of the market; a given benchmark is matched by date", () => {
    const close = prices(3);
    const found = study(close, given, { estimation: { length: 80 } });
    for (const { symbol, beta } of found.events) {
      expect(Math.abs(beta - 0.5 - Number(symbol.slice(1)) / (SYMBOLS - 1))).toBeLessThan(0.6);
    }
    const width = SYMBOLS;
    const mean = Float64Array.from({ length: SESSIONS }, (_, i) => {
      if (i === 0) return Number.NaN;
      let sum = 0;
      for (let j = 0; j < width; j++)
        sum += close.values[i * width + j] / close.values[(i - 1) * width + j] - 1;
      return sum / width;
    });
    const benchmark = { returns: mean.slice(40), time: time.slice(40), name: "index" };
    const same = study(close, given.slice(30), { benchmark });
    expect(same.between(0, 0).mean).toBeCloseTo(study(close, given.slice(30)).between(0, 0).mean, 14);
    expect(same.benchmark).toBe("index");
  });
});

describe("a part of the events", () => {
  test("is the study of these events alone, without another trial", () => {
    const close = prices(4, { jump: 0.02, events: planted });
    const whole = study(close, given);
    const trial = vi.fn();
    setRecorder({ dataUsed: () => undefined, trial });
    const some = whole.subset(({ date }) => date < time.label(140));
    setRecorder(undefined);
    expect(trial).not.toHaveBeenCalled();
    const alone = study(close, given.slice(0, 25));
    expect(some.events).toEqual(alone.events);
    expect(some.between(0, 1)).toEqual(alone.between(0, 1));
    expect(some.loss).toMatchObject({ events: 25, kept: 25, lost: [] });
    expect(whole.subset(() => false).between(0, 0)).toMatchObject({ events: 0, mean: Number.NaN });
  });
});

describe("the future is not used", () => {
  test("prices from the window on change no expectation", () => {
    const close = prices(4);
    const values = close.values.slice();
    const row = 150;
    const random = new Random(9);
    for (let i = (row - 10) * SYMBOLS; i < values.length; i++) values[i] *= 1 + 0.1 * random.uniform();
    const one = [event(row, 3)];
    const [before] = study(close, one).events;
    const [after] = study(Panel.of(time, assets, values), one).events;
    expect(after).toEqual(before);
  });

  test("a gap moves the estimation further back", () => {
    const close = prices(5);
    const estimation = { length: 30, minimum: 30 };
    const apart = study(close, [event(150, 3)], { estimation: { ...estimation, gap: 20 } });
    const earlier = study(close, [event(130, 3)], { estimation });
    expect(apart.events[0].beta).toBe(earlier.events[0].beta);
  });
});

describe("events that fall out", () => {
  test("each falls once, with its reason", () => {
    const close = prices(6);
    const values = close.values.slice();
    values[150 * SYMBOLS + 3] = Number.NaN;
    for (let i = 0; i < 120; i++) values[i * SYMBOLS + 4] = Number.NaN;
    for (let i = 0; i < SESSIONS; i++) values[i * SYMBOLS + 5] = 7;
    const market = Panel.of(time, assets, values);
    const { loss } = study(market, [
      event(150, 0),
      event(150, 0),
      { symbol: "XYZ", date: time.label(150) },
      { symbol: "S0", date: "2031-01-01" },
      event(10, 0),
      event(245, 0),
      event(145, 3),
      event(155, 4),
    ]);
    expect(loss.lost.map(({ reason }) => reason)).toEqual([
      "repeated",
      "unknown symbol",
      "no session",
      "outside the data",
      "outside the data",
      "no bar in the window",
      "short estimation",
    ]);
    expect(loss).toMatchObject({ events: 8, kept: 1, byReason: { "outside the data": 2, repeated: 1 } });
    const flat = study(market, [event(150, 5)], { model: "mean adjusted" });
    expect(flat.loss.byReason["short estimation"]).toBe(1);
    expect(flat.daily[0].mean).toBeNaN();
    expect(flat.toText()).toContain("0 of the events can be studied");
  });

  test("no event and a single one have no test", () => {
    const close = prices(7);
    expect(study(close, []).loss.kept).toBe(0);
    const one = study(close, [event(150, 1)]).between(0, 5);
    expect(one.mean).not.toBeNaN();
    for (const test of [one.crossSection, one.standardized, one.byDate, one.overlap])
      expect(test.p).toBeNaN();
  });
});

describe("honest under common shocks", () => {
  test("events of few dates that share a shock: the cross-section rejects what is not there, the default rarely", () => {
    const clustered = [100, 130, 160, 175, 190, 205, 220, 232].flatMap((row) =>
      [1, 3, 5, 7, 9, 11].map((column) => event(row, column)),
    );
    let naive = 0;
    let honest = 0;
    const trials = 80;
    for (let seed = 0; seed < trials; seed++) {
      const found = study(prices(100 + seed, { shared: 0.02 }), clustered).between(0, 5);
      if (found.crossSection.p < 0.05) naive++;
      if (found.overlap.p < 0.05) honest++;
    }
    expect(naive / trials).toBeGreaterThan(0.25);
    expect(honest / trials).toBeLessThan(0.16);
  });

  test("independent events: every test is near its level", () => {
    let rejected = [0, 0, 0, 0];
    const trials = 150;
    for (let seed = 0; seed < trials; seed++) {
      const { crossSection, standardized, byDate, overlap } = study(prices(300 + seed), given).between(0, 2);
      rejected = [crossSection, standardized, byDate, overlap].map(
        ({ p }, k) => rejected[k] + (p < 0.05 ? 1 : 0),
      );
    }
    for (const count of rejected) expect(count / trials).toBeLessThan(0.12);
  });
});

test("is one trial of the run, and refuses misuse in words", () => {
  const close = prices(8);
  const seen: string[] = [];
  setRecorder({ dataUsed: () => {}, trial: ({ hash }) => seen.push(hash) });
  study(close, given);
  study(close, given, { after: 5 });
  setRecorder(undefined);
  expect(new Set(seen).size).toBe(2);
  expect(() => study(close, given, { befor: 3 } as object)).toThrow("did you mean before?");
  expect(() => study(close, given, { estimation: { size: 3 } } as object)).toThrow("unknown option");
  expect(() => study(close, given, { model: "capm" } as object)).toThrow("must be one of market model");
  expect(() => study(close, [{ symbol: "S1" } as MarketEvent])).toThrow("a symbol and a date");
  expect(() => study(close, given).between(2, 40)).toThrow("at most 20");
});

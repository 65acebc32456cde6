import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { evaluatePanel, type SeriesStats } from "../../../lib/src/ic/index.js";

/** Expected values by scipy, statsmodels and alphalens-reloaded: see synthetic.py beside this file. */
interface Expected {
  quantiles: number;
  cases: Case[];
}

type Numbers = (number | null)[];

interface MeanTest extends Record<string, number> {
  mean: number;
}

interface Case {
  horizon: number;
  delay: number;
  names: number[];
  ic: Numbers;
  rankIc: Numbers;
  icStats: MeanTest;
  rankIcStats: MeanTest;
  observations: number;
  tied: number[];
  alphalens: {
    rankIc: Numbers;
    quantileMeans: Numbers;
    quantileErrors: Numbers;
    quantileByDate: Numbers[];
    spread: MeanTest;
    turnoverMeans: number[];
    turnoverTop: Numbers;
    autocorrelation: Numbers;
    observations: number;
  };
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const input = read<{ dates: string[]; symbols: string[]; close: Numbers[]; factor: Numbers[] }>(
  "./synthetic_input.json",
);
const expected = read<Expected>("./synthetic.json");
const close = Panel.fromArrays(input.dates, input.symbols, input.close, { name: "close" });
const factor = Panel.fromArrays(input.dates, input.symbols, input.factor, { name: "signal" });
const TOLERANCE = 1e-9;

function expectSeries(actual: ArrayLike<number>, wanted: Numbers, what: string): void {
  expect(actual.length, what).toBe(wanted.length);
  wanted.forEach((value, i) => {
    if (value === null) expect(actual[i], `${what} ${i}`).toBeNaN();
    else
      expect(Math.abs(actual[i] - value), `${what} ${i}: ${actual[i]} for ${value}`).toBeLessThan(TOLERANCE);
  });
}

function expectStats(actual: SeriesStats, wanted: MeanTest, what: string): void {
  const record: Record<string, unknown> = { ...actual };
  for (const [key, value] of Object.entries(wanted)) {
    const got = record[key] as number;
    expect(Math.abs(got - value), `${what}.${key}: ${got} for ${value}`).toBeLessThan(TOLERANCE);
  }
}

describe.each(expected.cases)(
  "IC at horizon $horizon, delay $delay, against scipy and statsmodels",
  (wanted) => {
    const report = evaluatePanel(factor, close, {
      horizons: [wanted.horizon],
      delay: wanted.delay,
      quantiles: expected.quantiles,
    });
    const at = report.horizon(wanted.horizon);

    it("equals scipy on every date", () => {
      expectSeries(at.ic, wanted.ic, "ic");
      expectSeries(at.rankIc, wanted.rankIc, "rankIc");
    });

    it("equals statsmodels HAC and scipy in its means", () => {
      expectStats(at.icStats, wanted.icStats, "ic");
      expectStats(at.rankIcStats, wanted.rankIcStats, "rankIc");
    });

    it("counts the dates and observations", () => {
      expect(at.observations).toBe(wanted.observations);
      expect(at.dates).toBe(wanted.rankIc.filter((value) => value !== null).length);
      wanted.names.forEach((n, i) => {
        expect(at.names[i]).toBe(n < 2 ? 0 : n);
      });
    });

    it("names the dates on which quantile edges coincide", () => {
      expect(at.loss.tiedDates).toEqual(wanted.tied.map((i) => input.dates[i]));
    });
  },
);

describe.each(expected.cases)("quantiles at horizon $horizon, delay $delay, against alphalens", (wanted) => {
  const { horizon } = wanted;
  const report = evaluatePanel(factor, close, { horizons: [horizon], delay: wanted.delay });
  const at = report.horizon(horizon);
  const peer = wanted.alphalens;

  it("equals its rank IC on every date that it keeps", () => {
    const kept = at.rankIc.map((value, i) => (wanted.tied.includes(i) ? Number.NaN : value));
    expectSeries(kept, peer.rankIc, "rankIc");
  });

  it("equals its mean returns by quantile, per date and over dates", () => {
    const flat = peer.quantileByDate.flat();
    expectSeries(at.quantiles.byDate, flat, "by date");
    expectSeries(at.quantiles.means, peer.quantileMeans, "means");
    expectSeries(at.quantiles.errors, peer.quantileErrors, "errors");
    expectStats(at.quantiles.spreadStats, peer.spread, "spread");
  });

  it("equals its quantile turnover", () => {
    const top = at.turnover.byDate.filter((_, i) => i % 5 === 4);
    expectSeries(top, peer.turnoverTop, "top");
    expectSeries(at.turnover.means, peer.turnoverMeans, "means");
  });

  it("equals its rank autocorrelation on every date that it keeps", () => {
    const gone = (i: number) => wanted.tied.includes(i) || wanted.tied.includes(i - horizon);
    const kept = at.autocorrelation.map((value, i) => (gone(i) ? Number.NaN : value));
    expectSeries(kept, peer.autocorrelation, "autocorrelation");
  });
});

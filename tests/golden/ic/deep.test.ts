import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { field, panelSource } from "../../../lib/src/expr/index.js";
import {
  alphaBeta,
  evaluate,
  evaluatePanel,
  factorFrame,
  factorReturns,
  fitDecay,
  hitRate,
  icDecay,
} from "../../../lib/src/ic/index.js";
import { expectClose, numbers } from "../support.js";

/** Expected values by alphalens-reloaded, pandas, scipy and statsmodels: see deep.py beside this file. */
type Numbers = (number | null)[];

interface GroupCase {
  horizon: number;
  names: string[];
  rankIc: Numbers[];
  adjustedRankIc: Numbers;
  neutralRankIc: Numbers;
  neutralIc: Numbers;
  quantileMeans: Numbers[];
  neutralQuantileMeans: Numbers;
  explained: Numbers;
  weights: Numbers;
}

interface AlphaBetaCase {
  horizon: number;
  weighted: Numbers;
  market: Numbers;
  alphaAnnual: number;
  beta: number;
  alpha: number;
  alphaError: number;
  betaError: number;
  r2: number;
  lags: number;
}

interface Periods {
  mean: Numbers;
  std: Numbers;
  hitRate: Numbers;
  dates: number[];
}

interface HeldCase {
  horizon: number;
  delay: number;
  quantiles: Numbers[];
  weighted: Numbers;
  market: Numbers;
}

interface Expected {
  quantiles: number;
  groups: GroupCase[];
  alphaBeta: AlphaBetaCase[];
  calendar: {
    periods: Record<"month" | "quarter" | "year", Periods>;
    rollingMean: Numbers;
    rollingIr: Numbers;
    hits: number;
    binomialP: number;
    binomials: [hits: number, n: number, p: number][];
  };
  decay: {
    delay: number;
    horizons: number[];
    lags: number[];
    fits: { values: number[]; start: number; halfLife: number; r2: number }[];
  };
  held: HeldCase[];
  monotonicity: {
    horizon: number;
    block: number;
    steps: number[];
    dates: number;
    spearman: number;
    rising: { statistic: number; p: number };
    falling: { statistic: number; p: number };
  };
  exposures: Record<string, { byDate: Numbers; mean: number; std: number }>;
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const input = read<{
  dates: string[];
  symbols: string[];
  groups: string[];
  close: Numbers[];
  dollarVolume: Numbers[];
  factor: Numbers[];
}>("./deep_input.json");
const expected = read<Expected>("./deep.json");
const panel = (name: string, rows: Numbers[]) => Panel.fromArrays(input.dates, input.symbols, rows, { name });
const close = panel("close", input.close);
const signal = panel("signal", input.factor);
const fields = { close, dollar_volume: panel("dollar_volume", input.dollarVolume), signal };
const market = panelSource(fields, { sector: input.groups });
const factor = field("signal").named("signal");
const { quantiles } = expected;

describe.each(expected.groups)("groups at horizon $horizon, against alphalens and pandas", (wanted) => {
  const groups = Object.fromEntries(input.symbols.map((symbol, i) => [symbol, input.groups[i]]));
  const report = evaluatePanel(signal, close, { horizons: [wanted.horizon], quantiles, groups });
  const found = report.horizon(wanted.horizon).groups;
  if (!found) throw new Error("no groups");

  it("equals its rank IC within each group on every date", () => {
    expect(found.groups.map((group) => group.name)).toEqual(wanted.names);
    found.groups.forEach((group, g) => {
      expectClose(group.rankIc, numbers(wanted.rankIc[g]));
    });
  });

  it("equals its group-adjusted rank IC, and pandas where both sides are demeaned", () => {
    expectClose(found.neutral.adjustedRankIc, numbers(wanted.adjustedRankIc));
    expectClose(found.neutral.rankIc, numbers(wanted.neutralRankIc));
    expectClose(found.neutral.ic, numbers(wanted.neutralIc));
  });

  it("equals its quantile returns by group and group-adjusted", () => {
    found.groups.forEach((group, g) => {
      expectClose(group.quantileMeans, numbers(wanted.quantileMeans[g]));
    });
    expectClose(found.neutral.quantileMeans, numbers(wanted.neutralQuantileMeans));
  });

  it("equals the shares of variance between groups and the mean weights", () => {
    expectClose(found.explained, numbers(wanted.explained));
    expectClose(
      Float64Array.from(found.groups, (group) => group.weight),
      numbers(wanted.weights),
    );
  });
});

describe.each(expected.alphaBeta)("alpha and beta at horizon $horizon", (wanted) => {
  const { horizon } = wanted;
  const frame = factorFrame(signal, close, { horizon, quantiles });
  const { weighted, market: universe } = factorReturns(frame);

  it("equals alphalens' factor returns", () => {
    expectClose(weighted, numbers(wanted.weighted));
    expectClose(universe, numbers(wanted.market));
  });

  it("equals alphalens' factor_alpha_beta, with the errors of statsmodels HAC", () => {
    const found = alphaBeta(weighted, universe, { horizon });
    for (const key of ["alphaAnnual", "beta", "alpha", "alphaError", "betaError", "r2", "lags"] as const) {
      expectClose(Float64Array.of(found[key]), Float64Array.of(wanted[key]));
    }
    expect(found.alphaT).toBeCloseTo(wanted.alpha / wanted.alphaError, 9);
  });
});

describe("the calendar, against pandas and scipy", () => {
  const wanted = expected.calendar;
  const report = evaluatePanel(signal, close, { horizons: [5] });

  it.each(["month", "quarter", "year"] as const)("equals the means by %s", (period) => {
    const rows = report.periods(period, 5);
    for (const key of ["mean", "std", "hitRate", "dates"] as const) {
      expectClose(
        Float64Array.from(rows, (row) => row[key]),
        numbers(wanted.periods[period][key]),
      );
    }
  });

  it("equals the rolling mean and IR", () => {
    const { mean, ir } = report.rolling({ horizon: 5, window: 60, min: 30 });
    expectClose(mean, numbers(wanted.rollingMean));
    expectClose(ir, numbers(wanted.rollingIr));
  });

  it("equals the binomial test of the hit rate", () => {
    const { hits, binomialP } = report.hitRate(5);
    expect(hits).toBe(wanted.hits);
    expectClose(Float64Array.of(binomialP), Float64Array.of(wanted.binomialP));
    for (const [k, n, p] of wanted.binomials) {
      const series = Float64Array.from({ length: n }, (_, i) => (i < k ? 1 : -1));
      expectClose(Float64Array.of(hitRate(series, 1).binomialP), Float64Array.of(p));
    }
  });
});

describe("decay, against scipy", () => {
  const wanted = expected.decay;

  it("equals the mean rank IC at every horizon and lag", async () => {
    const decay = await icDecay(market, factor, { maxHorizon: wanted.horizons.length, delay: wanted.delay });
    const means = (points: typeof decay.horizons) => Float64Array.from(points, (at) => at.mean);
    expectClose(means(decay.horizons), numbers(wanted.horizons));
    expectClose(means(decay.lags), numbers(wanted.lags));
  });

  it.each(wanted.fits)("equals the least squares of curve_fit, half-life $halfLife", (fit) => {
    const found = fitDecay(Float64Array.from(fit.values));
    for (const key of ["start", "halfLife", "r2"] as const) {
      expectClose(Float64Array.of(found[key]), Float64Array.of(fit[key]), 1e-6);
    }
  });
});

describe.each(expected.held)(
  "held portfolios at horizon $horizon, delay $delay, against pandas",
  (wanted) => {
    const { horizon, delay } = wanted;
    const { held } = evaluatePanel(signal, close, { horizons: [horizon], delay, quantiles }).longShort();

    it("equals the mean of h separate accounts, session by session", () => {
      wanted.quantiles.forEach((series, q) => {
        const own = held.byQuantile.filter((_, at) => at % quantiles === q);
        expectClose(own, numbers(series));
      });
      expectClose(held.weighted, numbers(wanted.weighted));
      expectClose(held.market, numbers(wanted.market));
      expect(held.time.length).toBe(input.dates.length - 1 - delay);
    });
  },
);

describe("monotonicity, against numpy's own bootstrap", () => {
  const wanted = expected.monotonicity;
  const report = evaluatePanel(signal, close, { horizons: [wanted.horizon], quantiles });
  const found = report.monotonicity({ block: wanted.block, samples: 9999 });

  it("has the same steps and statistics, and p-values within resampling noise", () => {
    expect(found.dates).toBe(wanted.dates);
    expectClose(found.steps, Float64Array.from(wanted.steps));
    expect(found.spearman).toBeCloseTo(wanted.spearman, 9);
    for (const way of ["rising", "falling"] as const) {
      const { statistic, p } = wanted[way];
      expect(found[way].statistic).toBeCloseTo(statistic, 12);
      const noise = Math.sqrt(p * (1 - p) * (1 / 9999 + 1 / 20000)) + 1e-4;
      expect(Math.abs(found[way].p - p)).toBeLessThan(4 * noise);
    }
  });
});

describe("exposures, against pandas and scipy", () => {
  it("equals the rank correlation on every date", async () => {
    const found = (await evaluate(market, factor, { horizons: [1] })).exposures();
    expect(found.map(({ name }) => name)).toEqual(["size", "volatility", "momentum"]);
    for (const { name, byDate, mean, std } of found) {
      const wanted = expected.exposures[name];
      expectClose(byDate, numbers(wanted.byDate));
      expectClose(Float64Array.of(mean, std), Float64Array.of(wanted.mean, wanted.std));
    }
  });
});

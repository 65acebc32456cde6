import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Panel, Random, TimeIndex } from "../../lib/src/core/index.js";
import {
  alphaBeta,
  evaluatePanel,
  factorFrame,
  factorReturns,
  fitDecay,
  type GroupReport,
  halves,
  monotonicity,
  quantileReturns,
} from "../../lib/src/ic/index.js";

const DATES = 24;
const SYMBOLS = Array.from({ length: 9 }, (_, j) => `S${j}`);
const dates = Array.from({ length: DATES }, (_, i) => Date.UTC(2024, 0, 1) + i * 86_400_000);
const seeds = fc.integer({ min: 1, max: 100_000 });

/** A factor without ties and prices without gaps, from a seed. */
function panels(seed: number): { factor: Panel; close: Panel } {
  const random = new Random(seed);
  const level = SYMBOLS.map(() => 3);
  const grid = (value: (j: number) => number) =>
    Panel.fromArrays(
      dates,
      SYMBOLS,
      dates.map(() => SYMBOLS.map((_, j) => value(j))),
    );
  const factor = grid(() => random.normal());
  const close = grid((j) => {
    level[j] += 0.02 * random.normal();
    return Math.exp(level[j]);
  });
  return { factor, close };
}

const mapped = (panel: Panel, f: (x: number, j: number) => number) =>
  Panel.of(
    panel.time,
    panel.assets,
    panel.values.map((x, at) => f(x, at % SYMBOLS.length)),
  );

function grouped(factor: Panel, close: Panel, groups: (j: number) => string): GroupReport {
  const given = Object.fromEntries(SYMBOLS.map((symbol, j) => [symbol, groups(j)]));
  const report = evaluatePanel(factor, close, { horizons: [2], quantiles: 3, groups: given });
  const found = report.horizon(2).groups;
  if (!found) throw new Error("no groups");
  return found;
}

function expectNear(a: ArrayLike<number>, b: ArrayLike<number>, sign = 1): void {
  expect(a.length).toBe(b.length);
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(a[i])) expect(b[i]).toBeNaN();
    else expect(Math.abs(a[i] - sign * b[i])).toBeLessThan(1e-9);
  }
}

const sector = (j: number) => ["x", "y", "z"][j % 3];

describe("groups", () => {
  it("one group for all is no group", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { factor, close } = panels(seed);
        const { groups, neutral, explained } = grouped(factor, close, () => "all");
        const at = evaluatePanel(factor, close, { horizons: [2] }).horizon(2);
        for (const rankIc of [groups[0].rankIc, neutral.rankIc, neutral.adjustedRankIc])
          expectNear(rankIc, at.rankIc);
        expectNear(groups[0].ic, at.ic);
        expectNear(neutral.ic, at.ic);
        expect(explained.every((share) => Number.isNaN(share) || Math.abs(share) < 1e-12)).toBe(true);
        expect(Math.abs(groups[0].weight)).toBeLessThan(1e-12);
      }),
      { numRuns: 25 },
    );
  });

  it("what is added to a whole group leaves the neutral figures, and turning the factor turns them", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { factor, close } = panels(seed);
        const plain = grouped(factor, close, sector);
        const shifted = grouped(
          mapped(factor, (x, j) => x + 10 * (j % 3)),
          close,
          sector,
        );
        expectNear(shifted.neutral.rankIc, plain.neutral.rankIc);
        expectNear(shifted.neutral.ic, plain.neutral.ic);
        shifted.groups.forEach((group, g) => {
          expectNear(group.rankIc, plain.groups[g].rankIc);
        });
        expect(shifted.explainedMean).toBeGreaterThan(0.9);
        const turned = grouped(
          mapped(factor, (x) => -x),
          close,
          sector,
        );
        expectNear(turned.neutral.rankIc, plain.neutral.rankIc, -1);
        expectNear(turned.neutral.adjustedRankIc, plain.neutral.adjustedRankIc, -1);
        expectNear(turned.explained, plain.explained);
      }),
      { numRuns: 25 },
    );
  });
});

describe("held portfolios", () => {
  it("compound to the mean forward return of the date they were formed on", () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 3 }),
        (seed, horizon, delay) => {
          const { factor, close } = panels(seed);
          const [from, to] = [dates[10], dates[10]];
          const options = { quantiles: 3, delay, from, to };
          const { held } = evaluatePanel(factor, close, { ...options, horizons: [horizon] }).longShort();
          const frame = factorFrame(factor, close, { ...options, horizon });
          const compounded = (values: Float64Array) => values.reduce((level, r) => level * (1 + r), 1) - 1;
          const byQuantile = [0, 1, 2].map((q) =>
            compounded(held.byQuantile.filter((_, at) => at % 3 === q)),
          );
          expectNear(byQuantile, quantileReturns(frame).means);
          expectNear([compounded(held.weighted)], factorReturns(frame).weighted);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("with horizon 1 are the quantile returns of every date, and never see what comes later", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { factor, close } = panels(seed);
        const whole = evaluatePanel(factor, close, { horizons: [1], quantiles: 3 });
        const { byDate } = whole.horizon(1).quantiles;
        expectNear(whole.longShort().held.byQuantile, byDate.subarray(0, byDate.length - 3));
        const to = dates[15];
        const cut = evaluatePanel(factor.between(undefined, to), close.between(undefined, to), {
          horizons: [4],
          quantiles: 3,
        });
        const full = evaluatePanel(factor, close, { horizons: [4], quantiles: 3 }).longShort().held;
        expectNear(cut.longShort().held.byQuantile, full.byQuantile.subarray(0, 15 * 3));
        expectNear(cut.longShort().held.weighted, full.weighted.subarray(0, 15));
      }),
      { numRuns: 25 },
    );
  });
});

describe("monotonicity", () => {
  it("turns with the order of the quantiles, and rejects a rise only when every step rises", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { factor, close } = panels(seed);
        const frame = (panel: Panel) => factorFrame(panel, close, { horizon: 1, quantiles: 3 });
        const options = { samples: 99, block: 3 };
        const plain = monotonicity(quantileReturns(frame(factor)), 1, options);
        const turned = monotonicity(quantileReturns(frame(mapped(factor, (x) => -x))), 1, options);
        expect(turned.rising.p).toBe(plain.falling.p);
        expect(Math.abs(turned.spearman + plain.spearman)).toBeLessThan(1e-12);
        if (plain.rising.p < 0.05) expect(plain.steps.every((step) => step > 0)).toBe(true);
        expect(plain.rising.p).toBeGreaterThanOrEqual(0.01);
      }),
      { numRuns: 25 },
    );
  });
});

describe("alpha, beta and half-life", () => {
  it("are recovered from what has no noise", () => {
    fc.assert(
      fc.property(
        seeds,
        fc.double({ min: -0.01, max: 0.01, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        (seed, alpha, beta, halfLife) => {
          const random = new Random(seed);
          const market = Float64Array.from({ length: 50 }, () => 0.01 * random.normal());
          const found = alphaBeta(
            market.map((x) => alpha + beta * x),
            market,
          );
          expectNear([found.alpha, found.beta], [alpha, beta]);
          const curve = Float64Array.from({ length: 30 }, (_, k) => 0.03 * 2 ** (-k / halfLife));
          expect(fitDecay(curve).halfLife / halfLife).toBeCloseTo(1, 5);
          expect(fitDecay(curve.map((x) => -2 * x)).halfLife / halfLife).toBeCloseTo(1, 5);
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** Sums of `horizon` independent shocks each: what overlap alone does to a series. */
function overlapping(random: Random, n: number, horizon: number): Float64Array {
  const shocks = Float64Array.from({ length: n + horizon }, () => random.normal());
  return Float64Array.from({ length: n }, (_, i) => {
    let total = 0;
    for (let k = 0; k < horizon; k++) total += shocks[i + k];
    return total;
  });
}

const TRIALS = 200;
const N = 600;

/** How often a test at 5 % rejects, of {@link TRIALS} samples. */
function rejections(p: (random: Random) => number): number {
  let rejected = 0;
  for (let seed = 1; seed <= TRIALS; seed++) if (p(new Random(seed)) < 0.05) rejected++;
  return rejected / TRIALS;
}

describe("tests under overlap", () => {
  const time = TimeIndex.of(Array.from({ length: N }, (_, i) => i * 86_400_000));

  it.each([1, 10])("of a change between halves keep their level and find one, horizon %i", (horizon) => {
    const level = rejections((random) => halves(time, overlapping(random, N, horizon), horizon).p);
    expect(level).toBeLessThan(0.1);
    const power = rejections((random) => {
      const shift = 0.8 * horizon;
      const values = overlapping(random, N, horizon).map((value, i) => value + (i < N / 2 ? 0 : shift));
      return halves(time, values, horizon).p;
    });
    expect(power).toBeGreaterThan(0.9);
  });

  it.each([1, 10])("of monotonicity keep their level and find a rise, horizon %i", (horizon) => {
    const p = (random: Random, step: number) => {
      const series = [0, 1, 2, 3].map((q) =>
        overlapping(random, N, horizon).map((value) => value + q * step * horizon),
      );
      const byDate = Float64Array.from({ length: 4 * N }, (_, at) => series[at % 4][Math.floor(at / 4)]);
      const means = Float64Array.of(0, 1, 2, 3);
      return monotonicity({ count: 4, byDate, means }, horizon, { samples: 199 }).rising.p;
    };
    expect(rejections((random) => p(random, 0))).toBeLessThan(0.1);
    expect(rejections((random) => p(random, 0.4))).toBeGreaterThan(0.9);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, Random, TimeIndex } from "../../../lib/src/core/index.js";
import { evaluate, type Factor, field, panelSource } from "../../../lib/src/expr/index.js";

const ROWS = 90;
const COLUMNS = 11; // more than one tile of columns, and not a multiple of it
const time = TimeIndex.of(Float64Array.from({ length: ROWS }, (_, i) => (19_000 + i) * 86_400_000));
const assets = AssetIndex.of(Array.from({ length: COLUMNS }, (_, j) => `A${j}`));

/** A large level with small noise, holes, infinities, constant stretches, and now and then a far outlier. */
function hardSeries(seed: number): Float64Array {
  const random = new Random(seed);
  const out = new Float64Array(ROWS * COLUMNS);
  for (let j = 0; j < COLUMNS; j++) {
    const level = [0, 1, 1e5, 1e9][random.integer(4)];
    let still = 0;
    for (let row = 0; row < ROWS; row++) {
      const at = row * COLUMNS + j;
      out[at] = level + random.normal() * 1e-3;
      if (still > 0) {
        out[at] = out[at - COLUMNS];
        still--;
        continue;
      }
      const event = random.uniform();
      if (event < 0.04) still = random.integer(25);
      else if (event < 0.12) out[at] = Number.NaN;
      else if (event < 0.14) out[at] = event < 0.13 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
      else if (event < 0.15) out[at] = level + 1e6;
    }
  }
  return out;
}

interface Pairs {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Today's pair, when present. */
  readonly today?: readonly [x: number, y: number];
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Deviations from the mean, in two passes and from a value of the window. */
function deviations(values: readonly number[]): number[] {
  const shifted = values.map((value) => value - values[0]);
  const middle = mean(shifted);
  const rough = shifted.map((value) => value - middle);
  const rest = mean(rough);
  return rough.map((value) => value - rest);
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, v, i) => sum + v * b[i], 0);
const powers = (d: readonly number[], p: number): number => d.reduce((sum, v) => sum + v ** p, 0);

function line({ x, y, today }: Pairs): { rsquare: number; residual: number; scale: number } {
  const dx = deviations(x);
  const dy = deviations(y);
  const slope = dot(dx, dy) / dot(dy, dy);
  const varies = new Set(y).size > 1;
  const last = x.length - 1;
  return {
    rsquare: varies && new Set(x).size > 1 ? (dot(dx, dy) / dot(dx, dx)) * slope : Number.NaN,
    residual: varies && today ? dx[last] - slope * dy[last] : Number.NaN,
    scale: Math.sqrt(dot(dx, dx)),
  };
}

function skew(values: readonly number[]): number {
  const n = values.length;
  if (n < 3 || new Set(values).size < 2) return Number.NaN;
  const d = deviations(values);
  return ((n * Math.sqrt(n - 1)) / (n - 2)) * (powers(d, 3) / powers(d, 2) ** 1.5);
}

function kurt(values: readonly number[]): number {
  const n = values.length;
  if (n < 4 || new Set(values).size < 2) return Number.NaN;
  const d = deviations(values);
  const ratio = ((n + 1) * n * powers(d, 4)) / powers(d, 2) ** 2;
  return ((n - 1) / ((n - 2) * (n - 3))) * (ratio - 3 * (n - 1));
}

function std(values: readonly number[]): number {
  const d = deviations(values);
  return Math.sqrt(dot(d, d) / (values.length - 1));
}

/** What each operator should give over one window, and the size against which an error counts. */
const references: Record<string, (pairs: Pairs) => readonly [value: number, size: number]> = {
  std: ({ x }) => [std(x), Number.MIN_VALUE],
  tsZscore: ({ x, today }) => {
    const value = today && new Set(x).size > 1 ? (deviations(x).at(-1) as number) / std(x) : Number.NaN;
    return [value, 1];
  },
  mad: ({ x }) => [mean(deviations(x).map(Math.abs)), Number.MIN_VALUE],
  skew: ({ x }) => [skew(x), 1],
  kurt: ({ x }) => [kurt(x), 1],
  rsquareOn: (pairs) => [line(pairs).rsquare, 1],
  residualOn: (pairs) => [line(pairs).residual, line(pairs).scale],
};

const built: Record<string, (n: number, min: number) => Factor> = {
  std: (n, min) => field("x").std(n, { min }),
  tsZscore: (n, min) => field("x").tsZscore(n, { min }),
  mad: (n, min) => field("x").mad(n, { min }),
  skew: (n, min) => field("x").skew(n, { min }),
  kurt: (n, min) => field("x").kurt(n, { min }),
  rsquareOn: (n, min) => field("x").rsquareOn(field("y"), n, { min }),
  residualOn: (n, min) => field("x").residualOn(field("y"), n, { min }),
};

/** The present values, or pairs, of the window of `n` rows that ends at `row`. */
function windowOf(x: Float64Array, y: Float64Array | undefined, at: number, n: number): Pairs {
  const pairs: [number, number][] = [];
  for (let k = n - 1; k >= 0; k--) {
    const i = at - k * COLUMNS;
    if (i >= 0 && Number.isFinite(x[i]) && (!y || Number.isFinite(y[i]))) pairs.push([x[i], y ? y[i] : 0]);
  }
  const present = Number.isFinite(x[at]) && (!y || Number.isFinite(y[at]));
  return {
    x: pairs.map(([a]) => a),
    y: pairs.map(([, b]) => b),
    ...(present ? { today: pairs[pairs.length - 1] } : {}),
  };
}

describe("ill-conditioned series keep nine digits", () => {
  test.each(Object.keys(built))("%s", (name) => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 40 }), (seed, n) => {
        const x = hardSeries(seed);
        const y = hardSeries(seed + 1);
        const market = panelSource({ x: Panel.of(time, assets, x), y: Panel.of(time, assets, y) });
        const min = Math.max(2, n >> 1);
        const got = evaluate(market, built[name](n, min)).values;
        for (let at = 0; at < x.length; at++) {
          const pairs = windowOf(x, name.endsWith("On") ? y : undefined, at, n);
          const [expected, size] = pairs.x.length < min ? [Number.NaN, 1] : references[name](pairs);
          expect(Number.isNaN(got[at]), `${at}: ${got[at]} for ${expected}`).toBe(Number.isNaN(expected));
          const error = Math.abs(got[at] - expected) / Math.max(size, Math.abs(expected));
          if (error > 1e-9) expect.fail(`element ${at}: ${got[at]} for ${expected}`);
        }
      }),
      { numRuns: 25 },
    );
  });
});

test("order statistics equal sorting each window", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seed, n, p) => {
        const x = hardSeries(seed).map((value) => (seed % 2 ? Math.round(value * 1e3) / 1e3 : value));
        const market = panelSource({ x: Panel.of(time, assets, x) });
        const [quantile, rank, since] = evaluate(market, [
          field("x").quantile(n, p, { min: 1 }),
          field("x").tsRank(n, { min: 1 }),
          field("x").argmax(n, { min: 1 }),
        ]);
        for (let at = 0; at < x.length; at++) {
          const values = windowOf(x, undefined, at, n).x;
          const sorted = [...values].sort((a, b) => a - b);
          const place = (sorted.length - 1) * p;
          const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
          const gap = Math.abs(quantile.values[at] - (low + (high - low) * (place % 1)));
          if (gap > 1e-12 * Math.max(1, Math.abs(high), Math.abs(low))) expect.fail(`quantile ${at}`);
          if (sorted.length === 0) continue;
          const best = Math.max(...values);
          expect(x[at - since.values[at] * COLUMNS] === best).toBe(true);
          if (!Number.isFinite(x[at])) expect(rank.values[at]).toBeNaN();
          else {
            const below = values.filter((value) => value < x[at]).length;
            const upTo = values.filter((value) => value <= x[at]).length;
            expect(rank.values[at]).toBe((below + upTo + 1) / 2 / values.length);
          }
        }
      },
    ),
    { numRuns: 20 },
  );
});

test("a level of 1e9 changes nothing but the level", () => {
  const x = field("x");
  const factors: readonly Factor[] = [
    x.ewmStd({ span: 10 }),
    x.ewmStd({ halfLife: 5, adjust: true }),
    x.rsquare(12, { min: 6 }),
    x.residual(12, { min: 6 }),
    x.tsPosition(12, { min: 6 }),
  ];
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const random = new Random(seed);
      const high = Float64Array.from({ length: ROWS * COLUMNS }, () =>
        random.uniform() < 0.1 ? Number.NaN : 1e9 + random.normal() * 1e-3,
      );
      const low = high.map((value) => value - 1e9); // exact
      const [a, b] = [high, low].map((values) =>
        evaluate(panelSource({ x: Panel.of(time, assets, values) }), factors),
      );
      factors.forEach((factor, i) => {
        const size = factor.formula.includes("residual") ? 1e-3 : 1;
        a[i].values.forEach((value, at) => {
          const expected = b[i].values[at];
          if (Number.isNaN(expected)) expect(value).toBeNaN();
          else {
            const scale = factor.formula.includes("ewmStd") ? expected : Math.max(size, Math.abs(expected));
            expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * scale);
          }
        });
      });
    }),
    { numRuns: 8 },
  );
});

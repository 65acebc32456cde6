import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ExecutionOptions,
  type Prices,
  type Simulation,
  simulate,
} from "../../../lib/src/backtest/index.js";
import { AssetIndex, Panel, Random, TimeIndex } from "../../../lib/src/core/index.js";
import { quantiles } from "../../../lib/src/portfolio/index.js";

const DAY = 86_400_000;
const ROWS = 45;
const SYMBOLS = ["A", "B", "C", "D", "E", "F"];
const WIDTH = SYMBOLS.length;
const TIME = TimeIndex.of(Float64Array.from({ length: ROWS }, (_, i) => Date.UTC(2021, 0, 4) + i * DAY));
const ASSETS = AssetIndex.of(SYMBOLS);
const SERIES = [
  "returns",
  "equity",
  "gross",
  "net",
  "cash",
  "turnover",
  "costs",
  "borrow",
  "trades",
  "holdings",
] as const;

interface World {
  prices: Required<Prices>;
  factor: Panel;
}

/** Random prices with holes, a listing and a delisting, and a factor with ties and holes. */
function world(seed: number, { holes = 0.08, delistings = 0.3 } = {}): World {
  const random = new Random(seed);
  const values = { open: [] as number[], close: [] as number[], factor: [] as number[] };
  const level = SYMBOLS.map(() => 20 + 60 * random.uniform());
  const ends = SYMBOLS.map(() => (random.uniform() < delistings ? random.integer(ROWS) : ROWS));
  for (let row = 0; row < ROWS; row++) {
    for (let j = 0; j < WIDTH; j++) {
      const gone = row >= ends[j];
      const hole = () => gone || random.uniform() < holes;
      const open = level[j] * Math.exp(0.01 * random.normal());
      level[j] = open * Math.exp(0.02 * random.normal());
      values.open.push(hole() ? Number.NaN : open);
      values.close.push(hole() ? Number.NaN : level[j]);
      values.factor.push(hole() ? Number.NaN : Math.round(4 * random.normal()) / 2);
    }
  }
  const panel = (list: number[]) => Panel.of(TIME, ASSETS, Float64Array.from(list));
  return { prices: { open: panel(values.open), close: panel(values.close) }, factor: panel(values.factor) };
}

/** The rows up to and including `row` from `a`, the later ones from `b`. */
function spliced(a: Panel, b: Panel, row: number): Panel {
  const cut = (row + 1) * WIDTH;
  return Panel.of(
    TIME,
    ASSETS,
    Float64Array.from(a.values, (value, i) => (i < cut ? value : b.values[i])),
  );
}

const options: fc.Arbitrary<ExecutionOptions> = fc.record({
  fill: fc.constantFrom("open" as const, "close" as const),
  rebalance: fc.constantFrom("daily" as const, "weekly" as const, "monthly" as const, 3),
  delay: fc.integer({ min: 1, max: 3 }),
  costs: fc.constantFrom(0, 25, { commissionBps: 2, spreadBps: 8, borrowBps: 500 }),
  delisting: fc.record({ after: fc.integer({ min: 1, max: 12 }), return: fc.constantFrom(0, -0.4, -1) }),
});
const seed = fc.integer({ min: 0, max: 1e9 });
const rule = fc.constantFrom(
  quantiles(2).longShort(),
  quantiles(3).longOnly(),
  quantiles(3).longShort({ gross: 2 }),
);

function expectSameUpTo(a: Simulation, b: Simulation, date: string): void {
  const [n, m] = [a.time.upperBound(date), b.time.upperBound(date)];
  expect(m).toBe(n);
  for (const name of SERIES)
    expect(Array.from(b[name].subarray(0, n))).toEqual(Array.from(a[name].subarray(0, n)));
  expect(Array.from(b.weights.rows(0, n).values)).toEqual(Array.from(a.weights.rows(0, n).values));
}

describe("simulate", () => {
  it("does not change up to t when everything after t is another world", () => {
    fc.assert(
      fc.property(
        seed,
        seed,
        fc.integer({ min: 5, max: ROWS - 2 }),
        options,
        rule,
        (one, two, row, how, portfolio) => {
          const [a, b] = [world(one), world(two)];
          const factor = spliced(a.factor, b.factor, row);
          const prices = {
            open: spliced(a.prices.open, b.prices.open, row),
            close: spliced(a.prices.close, b.prices.close, row),
          };
          const kept = simulate(a.prices, portfolio.weights(a.factor), how);
          const changed = simulate(prices, portfolio.weights(factor), how);
          if (kept.time.instants[0] <= TIME.instants[row]) expectSameUpTo(kept, changed, TIME.label(row));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("does not change up to t when signals younger than the delay are others", () => {
    fc.assert(
      fc.property(
        seed,
        seed,
        fc.integer({ min: 5, max: ROWS - 2 }),
        options,
        rule,
        (one, two, row, how, portfolio) => {
          const { prices, factor } = world(one);
          const other = spliced(factor, world(two).factor, row - (how.delay ?? 1));
          const kept = simulate(prices, portfolio.weights(factor), how);
          const changed = simulate(prices, portfolio.weights(other), how);
          if (kept.time.instants[0] <= TIME.instants[row]) expectSameUpTo(kept, changed, TIME.label(row));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("does not change up to t when the data end at t", () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 10, max: ROWS - 1 }), options, rule, (one, row, how, portfolio) => {
        const { prices, factor } = world(one);
        const short = (panel: Panel) => panel.rows(0, row + 1);
        const cut = { open: short(prices.open), close: short(prices.close) };
        const whole = simulate(prices, portfolio.weights(factor), how);
        const known = simulate(cut, portfolio.weights(short(factor)), how);
        if (whole.time.instants[0] <= TIME.instants[row]) expectSameUpTo(whole, known, TIME.label(row));
      }),
      { numRuns: 150 },
    );
  });

  it("keeps books that balance", () => {
    fc.assert(
      fc.property(seed, options, rule, (one, how, portfolio) => {
        const { prices, factor } = world(one);
        const result = simulate(prices, portfolio.weights(factor), how);
        if (result.equity.some((equity) => equity < 1e5)) return;
        for (let i = 0; i < result.time.length; i++) {
          const row = result.weights.row(i);
          expect(result.cash[i] + row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
          expect(result.gross[i]).toBeGreaterThanOrEqual(Math.abs(result.net[i]) - 1e-12);
          const before = i === 0 ? 1e6 : result.equity[i - 1];
          expect(result.equity[i] / before - 1).toBeCloseTo(result.returns[i], 12);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("earns the same returns with any capital", () => {
    fc.assert(
      fc.property(seed, options, rule, (one, how, portfolio) => {
        const { prices, factor } = world(one);
        const weights = portfolio.weights(factor);
        const [large, small] = [
          simulate(prices, weights, how),
          simulate(prices, weights, { ...how, capital: 1 }),
        ];
        if (large.equity.some((equity) => equity < 1e5)) return;
        large.returns.forEach((r, i) => {
          expect(small.returns[i]).toBeCloseTo(r, 10);
        });
      }),
      { numRuns: 100 },
    );
  });

  it("never ends higher with costs, where every order can be filled", () => {
    fc.assert(
      fc.property(seed, options, rule, (one, how, portfolio) => {
        const { prices, factor } = world(one, { holes: 0, delistings: 0 });
        const weights = portfolio.weights(factor);
        const [free, paid] = [
          simulate(prices, weights, { ...how, costs: 0 }),
          simulate(prices, weights, { ...how, costs: 30 }),
        ];
        free.equity.forEach((equity, i) => {
          expect(paid.equity[i]).toBeLessThanOrEqual(equity + 1e-6);
        });
      }),
      { numRuns: 100 },
    );
  });
});

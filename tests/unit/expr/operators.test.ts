import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, Random, TimeIndex } from "../../../lib/src/core/index.js";
import { evaluate, Factor, field, operators, panelSource } from "../../../lib/src/expr/index.js";

const ROWS = 40;
const COLUMNS = 5;
const DAY = 86_400_000;
const time = TimeIndex.of(Float64Array.from({ length: ROWS }, (_, i) => (19_000 + i) * DAY));
const assets = AssetIndex.of(["A", "B", "C", "D", "E"]);
const groups = { sector: ["x", "y", "x", "", "y"] };

/** Positive noise with holes; the same seed gives the same panel. */
function noise(seed: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length: ROWS * COLUMNS }, () =>
    random.uniform() < 0.1 ? Number.NaN : Math.exp(random.normal()),
  );
}

/** Parameters of operators that need special ones. */
const SPECIAL: Readonly<Record<string, Record<string, number>>> = {
  hurstRs: { n: 32, min: 20 },
  hurstDfa: { n: 32, min: 20 },
  spectralEnergy: { n: 6, period: 3, min: 4 },
  dominantPeriod: { n: 6, min: 4 },
  pcaLoading: { n: 6, min: 4 },
};

/** One expression per operator of the registry, with plausible parameters: new operators are covered for free. */
function exampleOf(name: string): Factor {
  const operator = operators.find((candidate) => candidate.name === name);
  if (!operator) throw new Error(name);
  const params: Record<string, number> = { ...SPECIAL[name] };
  for (const [key, spec] of Object.entries(operator.params)) {
    if (spec.optional || key in params) continue;
    params[key] = spec.kind === "number" ? 0.2 : 4;
  }
  const leaves = ["a", "b", "c"]
    .slice(0, operator.arity)
    .map((field) => ({ op: "field", params: { name: field } }));
  return Factor.fromJSON({ expression: { op: name, args: leaves, params } });
}

const marketOf = (a: Float64Array, b: Float64Array, c: Float64Array) =>
  panelSource(
    { a: Panel.of(time, assets, a), b: Panel.of(time, assets, b), c: Panel.of(time, assets, c) },
    groups,
  );

describe.each(operators.map((operator) => operator.name))("operator %s keeps the contract", (name) => {
  const factor = exampleOf(name);
  const inputs = () => [noise(1), noise(2), noise(3)] as const;

  test("a fluent method of the same name exists and builds the same expression", () => {
    const method = (Factor.prototype as unknown as Record<string, unknown>)[name];
    expect(typeof method).toBe("function");
  });

  test("every value of the result is written, whatever was there before", () => {
    const { arity, apply } = operators.find(
      (candidate) => candidate.name === name,
    ) as (typeof operators)[number];
    const { params = {} } = factor.toJSON().expression;
    const codes = Int32Array.from([0, 1, 0, -1, 1]);
    const over = (before: number) => {
      const out = new Float64Array(ROWS * COLUMNS).fill(before);
      apply(inputs().slice(0, arity), out, params, { rows: ROWS, columns: COLUMNS, group: () => codes });
      return out;
    };
    expect(over(12_345.678)).toEqual(over(-0.5));
  });

  test("the future does not change the past", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: ROWS - 1 }), fc.nat(), (cut, seed) => {
        const whole = evaluate(marketOf(...inputs()), factor);
        const [a, b, c] = inputs().map((values, i) => {
          const other = noise(seed + 10 + i);
          values.set(other.subarray(cut * COLUMNS), cut * COLUMNS);
          return values;
        });
        const scrambled = evaluate(marketOf(a, b, c), factor);
        expect(scrambled.rows(0, cut).equals(whole.rows(0, cut))).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  test("the look-back is enough: what lies before it changes nothing", () => {
    const { lookback } = factor;
    if (lookback === Number.POSITIVE_INFINITY) return;
    const whole = evaluate(marketOf(...inputs()), factor);
    const cut = ROWS - 1 - lookback;
    const [a, b, c] = inputs().map((values) => values.fill(Number.NaN, 0, cut * COLUMNS));
    const last = evaluate(marketOf(a, b, c), factor).row(ROWS - 1);
    whole.row(ROWS - 1).forEach((value, j) => {
      if (Number.isNaN(value)) expect(last[j]).toBeNaN();
      else expect(last[j]).toBeCloseTo(value, 12);
    });
  });

  test("inputs are not written to and infinities never come out", () => {
    const [a, b, c] = inputs();
    a[7] = Number.POSITIVE_INFINITY;
    b[9] = 0;
    const before = [a.slice(), b.slice(), c.slice()];
    const out = evaluate(marketOf(a, b, c), factor).values;
    expect([a, b, c]).toEqual(before);
    expect([...out].every((value) => Number.isNaN(value) || Number.isFinite(value))).toBe(true);
  });

  test.skipIf(name === "isMissing")("all missing in, all missing out", () => {
    const empty = () => new Float64Array(ROWS * COLUMNS).fill(Number.NaN);
    expect(evaluate(marketOf(empty(), empty(), empty()), factor).values.every(Number.isNaN)).toBe(true);
  });
});

const takesConstants = operators.filter(({ arity, constants }) => constants && arity >= 2);
test.each(takesConstants.map(({ name, arity }) => [name, arity] as const))(
  "operator %s takes a constant for a panel that is full of it, on every side",
  (name, arity) => {
    for (const value of [0, 2, -0.5]) {
      const source = marketOf(noise(1), noise(2), new Float64Array(ROWS * COLUMNS).fill(value));
      for (let sides = 1; sides < 2 ** arity; sides++) {
        const withConstant = (leaf: object) => {
          const args = Array.from({ length: arity }, (_, k) =>
            sides & (1 << k) ? leaf : { op: "field", params: { name: k === 1 ? "b" : "a" } },
          );
          return evaluate(source, Factor.fromJSON({ expression: { op: name, args } })).values;
        };
        const constant = withConstant({ op: "const", params: { value } });
        expect(constant).toEqual(withConstant({ op: "field", params: { name: "c" } }));
      }
    }
  },
);

test("a square is the exact product", () => {
  const x = noise(4);
  const source = marketOf(x, x, x);
  expect(evaluate(source, field("a").power(2)).values).toEqual(x.map((value) => value * value));
});

test("rolling kernels keep their digits on 1e9 plus small noise", () => {
  const random = new Random(5);
  const x = Float64Array.from({ length: ROWS * COLUMNS }, () => 1e9 + random.normal() * 1e-3);
  x.fill(1e9 + 0.5, 0, 12 * COLUMNS);
  const std = evaluate(marketOf(x, x, x), field("a").std(6));
  for (let row = 5; row < ROWS; row++) {
    for (let j = 0; j < COLUMNS; j++) {
      const window = Array.from({ length: 6 }, (_, k) => x[(row - k) * COLUMNS + j]);
      const mean = window.reduce((sum, value) => sum + (value - 1e9), 0) / 6;
      const expected = Math.sqrt(window.reduce((sum, value) => sum + (value - 1e9 - mean) ** 2, 0) / 5);
      const got = std.row(row)[j];
      if (expected === 0) expect(got).toBe(0);
      else expect(Math.abs(got / expected - 1)).toBeLessThan(1e-9);
    }
  }
});

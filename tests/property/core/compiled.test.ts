import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  choose,
  type ElementwiseKind,
  elementwise,
  ewmMean,
  ewmMoments,
  powers,
  quantile,
  Random,
  rankColumns,
  rankInto,
  rollingArgExtreme,
  rollingCount,
  rollingDecay,
  rollingMean,
  rollingQuantile,
  rollingRank,
  rollingSum,
} from "../../../lib/src/core/index.js";

const { NaN: MISSING } = Number;
const finite = (value: number): number => (Number.isFinite(value) ? value : MISSING);
const truth = (a: number, b: number, is: boolean): number =>
  Number.isNaN(a) || Number.isNaN(b) ? MISSING : Number(is);

const logOf = (x: Float64Array) => elementwise("log", [x], new Float64Array(x.length));

const plain: Record<Exclude<ElementwiseKind, "log" | "logRatio">, (a: number, b: number) => number> = {
  add: (a, b) => finite(a + b),
  sub: (a, b) => finite(a - b),
  mul: (a, b) => finite(a * b),
  div: (a, b) => finite(a / b),
  return: (a, b) => finite(a / b - 1),
  larger: (a, b) => finite(Math.max(a, b)),
  smaller: (a, b) => finite(Math.min(a, b)),
  gt: (a, b) => truth(a, b, a > b),
  ge: (a, b) => truth(a, b, a >= b),
  lt: (a, b) => truth(a, b, a < b),
  le: (a, b) => truth(a, b, a <= b),
  eq: (a, b) => truth(a, b, a === b),
  mask: (a, b) => (Number.isNaN(b) || b === 0 ? MISSING : a),
  fill: (a, b) => (Number.isNaN(a) ? b : a),
  neg: (a) => finite(-a),
  abs: (a) => finite(Math.abs(a)),
  sqrt: (a) => finite(Math.sqrt(a)),
  sign: (a) => Math.sign(a) + 0,
};

/** Numbers of all sizes, with zeros, ties and holes. */
function numbers(length: number, seed: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length }, () => {
    const kind = random.integer(10);
    if (kind === 0) return MISSING;
    if (kind === 1) return random.integer(3) - 1;
    return random.normal() * 10 ** (random.integer(kind === 2 ? 300 : 6) - 3);
  });
}

/** Shorter than, as long as and longer than what the compiled loop takes at a time; odd and even. */
const lengths = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(8191, 8192, 8193, 20_001));

describe.each(Object.entries(plain))("elementwise %s", (kind, expected) => {
  const of = (inputs: Float64Array[], length: number) =>
    elementwise(kind as ElementwiseKind, inputs, new Float64Array(length));

  it("is the plain loop bit for bit, also with a constant on either side", () => {
    fc.assert(
      fc.property(lengths, fc.nat(), (length, seed) => {
        const [x, y] = [numbers(length, seed), numbers(length, seed + 1)];
        const constant = y.subarray(0, 1);
        expect(of([x, y], length)).toEqual(x.map((a, i) => expected(a, y[i])));
        expect(of([x, constant], length)).toEqual(x.map((a) => expected(a, constant[0])));
        expect(of([constant, x], length)).toEqual(x.map((b) => expected(constant[0], b)));
      }),
      { numRuns: 30 },
    );
  });
});

test("a choice is its plain loop, also between constants", () => {
  const [x, yes, no] = [1, 2, 3].map((seed) => numbers(8195, seed));
  const condition = x.map((a) => (a < 0 ? 0 : a));
  const of = (y: Float64Array, z: Float64Array) =>
    choose(condition, { yes: y, no: z }, new Float64Array(x.length));
  const plainly = (y: (i: number) => number, z: (i: number) => number) =>
    condition.map((c, i) => (Number.isNaN(c) ? c : c !== 0 ? y(i) : z(i)));
  const [one, missing] = [Float64Array.of(1), Float64Array.of(MISSING)];
  expect(of(yes, no)).toEqual(
    plainly(
      (i) => yes[i],
      (i) => no[i],
    ),
  );
  expect(of(one, no)).toEqual(
    plainly(
      () => 1,
      (i) => no[i],
    ),
  );
  expect(of(condition, missing)).toEqual(
    plainly(
      (i) => condition[i],
      () => MISSING,
    ),
  );
});

const bits = (value: number): bigint => new BigInt64Array(Float64Array.of(value).buffer)[0];
const apart = (a: number, b: number): number => Math.abs(Number(bits(a) - bits(b)));

describe("logarithms", () => {
  const edges = [0, -0, 1, 5e-324, 2.2250738585072014e-308, Number.MAX_VALUE, 1 - 2 ** -53, 1 + 2 ** -20];

  it("are next to those of V8 or the same, near their edges too", () => {
    const random = new Random(3);
    const near = Float64Array.from({ length: 20_000 }, () => 1 + random.normal() * 10 ** -random.integer(17));
    const wide = Float64Array.from({ length: 20_000 }, () => Math.exp(random.normal() * 100));
    const x = Float64Array.from([...edges, ...near, ...wide]);
    const got = logOf(x);
    expect(Math.max(...x.map((a, i) => (a > 0 ? apart(got[i], Math.log(a)) : 0)))).toBeLessThanOrEqual(1);
  });

  it("of ratios are those of the quotients, bit for bit", () => {
    const [x, y] = [numbers(20_001, 8), numbers(20_001, 9)];
    const ratios = elementwise("logRatio", [x, y], new Float64Array(x.length));
    expect(ratios).toEqual(logOf(x.map((a, i) => a / y[i])));
  });

  it("are missing where there is none, whatever stands beside", () => {
    for (const bad of [0, -0, -1, -5e-324, MISSING, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      for (const fine of [1, 5e-324, 3]) {
        const [alone] = logOf(Float64Array.of(fine));
        expect(logOf(Float64Array.of(bad, fine))).toEqual(Float64Array.of(MISSING, alone));
        expect(logOf(Float64Array.of(fine, bad))).toEqual(Float64Array.of(alone, MISSING));
      }
    }
  });
});

describe("powers", () => {
  it.each([false, true])("are within one unit in the last place of **, signed: %s", (signed) => {
    const random = new Random(4);
    const x = numbers(40_001, 1).map((a, i) => (i % 3 === 0 ? random.uniform() : a));
    const y = numbers(40_001, 2).map((b, i) => (i % 2 === 0 ? random.normal() : b));
    const got = powers([x, y], { signed }, new Float64Array(x.length));
    for (let i = 0; i < x.length; i++) {
      const expected = finite(signed ? Math.sign(x[i]) * Math.abs(x[i]) ** y[i] : x[i] ** y[i]);
      if (Number.isNaN(x[i]) || Number.isNaN(expected)) expect(got[i]).toBeNaN();
      else if (got[i] !== expected && !(apart(got[i], expected) <= 1))
        expect([x[i], y[i], got[i]]).toBe(expected);
    }
  });

  it("are exact for the exponents 0 and 1 and the base 1, and missing where a number is", () => {
    const x = numbers(2000, 5);
    const to = (y: number) => powers([x, Float64Array.of(y)], { signed: false }, new Float64Array(x.length));
    expect(to(1)).toEqual(x);
    expect(to(0)).toEqual(x.map((a) => (Number.isNaN(a) ? MISSING : 1)));
    expect(to(MISSING)).toEqual(x.fill(MISSING));
    const y = numbers(2000, 6);
    const ones = powers([Float64Array.of(1), y], { signed: true }, new Float64Array(y.length));
    expect(ones).toEqual(y.map((b) => (Number.isNaN(b) ? MISSING : 1)));
  });
});

const cases = fc.record({
  rows: fc.integer({ min: 1, max: 60 }),
  columns: fc.constantFrom(1, 2, 3, 7, 6001),
  alpha: fc.double({ min: 0.01, max: 1, noNaN: true }),
  min: fc.integer({ min: 1, max: 5 }),
  adjust: fc.boolean(),
  seed: fc.nat(),
});

describe("exponentially weighted kernels", () => {
  it("are their plain loops bit for bit", () => {
    fc.assert(
      fc.property(cases, ({ rows, columns, seed, ...options }) => {
        const x = numbers(rows * columns, seed);
        expect(ewmMean(x, columns, options)).toEqual(plainMean(x, columns, options));
        for (const kind of ["mean", "std"] as const) {
          const got = ewmMoments(x, columns, { ...options, kind });
          expect(got).toEqual(plainMoments(x, columns, { ...options, kind }));
        }
      }),
      { numRuns: 15 },
    );
  });

  it("are the same once the weights have settled, from the second piece of rows on", () => {
    const [rows, columns] = [400, 61];
    const x = numbers(rows * columns, 1).map((value) => (Math.abs(value) < 1e6 ? value : MISSING));
    for (const adjust of [true, false]) {
      const options = { alpha: 0.3, min: 3, adjust, kind: "std" } as const;
      const got = ewmMoments(x, columns, options);
      expect(got).toEqual(plainMoments(x, columns, options));
      expect(got.subarray(-columns)).not.toContain(MISSING);
      const large = x.slice().fill(1e200, -3);
      expect(ewmMoments(large, columns, options)).toEqual(plainMoments(large, columns, options));
    }
  });
});

interface Options {
  readonly alpha: number;
  readonly min: number;
}

function plainMean(x: Float64Array, columns: number, { alpha, min }: Options): Float64Array {
  const mean = new Float64Array(columns);
  const seen = new Int32Array(columns);
  return x.map((value, i) => {
    const j = i % columns;
    if (!Number.isNaN(value)) mean[j] = seen[j]++ === 0 ? value : (1 - alpha) * mean[j] + alpha * value;
    return seen[j] < min ? MISSING : finite(mean[j]);
  });
}

function plainMoments(
  x: Float64Array,
  columns: number,
  { alpha, min, adjust, kind }: Options & { adjust: boolean; kind: "mean" | "std" },
): Float64Array {
  const keep = 1 - alpha;
  const added = adjust ? 1 : alpha;
  const states = Array.from({ length: columns }, () => {
    return { seen: 0, last: 0, distance: 0, variance: 0, weight: 1, squared: 1 };
  });
  return x.map((value, i) => {
    const state = states[i % columns];
    if (!Number.isNaN(value)) {
      if (state.seen++ > 0) {
        const total = keep * state.weight + added;
        const share = added / total;
        const gap = value - state.last - state.distance;
        state.distance = (share - 1) * gap;
        state.variance = (1 - share) * (state.variance + share * gap * gap);
        state.squared = keep * keep * state.squared + added * added;
        state.weight = total;
      }
      state.last = value;
    }
    if (state.seen < min) return MISSING;
    if (kind === "mean") return finite(state.last + state.distance);
    const whole = state.weight * state.weight;
    const free = whole - state.squared;
    return free > 0 ? finite(Math.sqrt(state.variance * (whole / free))) : MISSING;
  });
}

describe("order statistics of a window", () => {
  // Short windows are gone through as a whole; for long ones columns are sorted, 4,096 rows at a time.
  it.each([
    [1, 300, 3],
    [2, 300, 3],
    [21, 300, 3],
    [64, 300, 3],
    [65, 300, 3],
    [96, 300, 3],
    [97, 300, 9],
    [800, 700, 2],
    [130, 4400, 1],
  ])("of %i in %i rows equal sorting it", (window, rows, columns) => {
    const min = Math.ceil(window / 2);
    const x = numbers(rows * columns, window);
    const missing = [Number.NaN, -Infinity, Infinity];
    const given = x.map((value, i) => (Number.isNaN(value) ? missing[i % 3] : value));
    const medians = rollingQuantile(given, columns, { window, min, p: 0.5 });
    const fifths = rollingQuantile(given, columns, { window, min, p: 0.2 });
    const ranks = rollingRank(given, columns, { window, min });
    for (let i = 0; i < x.length; i++) {
      const row = Math.floor(i / columns);
      const length = Math.min(window, row + 1);
      const values = Float64Array.from({ length }, (_, k) => x[i - k * columns]);
      const present = values.filter((value) => !Number.isNaN(value));
      const enough = present.length >= min;
      expect(medians[i] + 0).toBe(enough ? quantile(present, 0.5) + 0 : MISSING);
      expect(fifths[i] + 0).toBe(enough ? quantile(present, 0.2) + 0 : MISSING);
      const below = present.filter((value) => value < x[i]).length;
      const upTo = present.filter((value) => value <= x[i]).length;
      const rank = (below + 1 + upTo) / 2 / present.length;
      expect(ranks[i]).toBe(enough && !Number.isNaN(x[i]) ? rank : MISSING);
    }
  });
});

const windows = fc.record({
  rows: fc.integer({ min: 1, max: 90 }),
  columns: fc.constantFrom(1, 2, 3, 7, 8, 9, 70, 301),
  window: fc.integer({ min: 1, max: 40 }),
  seed: fc.nat(),
});

describe("rolling kernels over blocks of rows and tiles of columns", () => {
  it("find the oldest extreme of a window", () => {
    fc.assert(
      fc.property(windows, ({ rows, columns, window, seed }) => {
        const min = Math.ceil(window / 2);
        const x = numbers(rows * columns, seed).map((value) => Math.round(value));
        for (const [kind, sign] of [["max", 1] as const, ["min", -1] as const]) {
          const expected = x.map((_, i) => {
            const inside = trailing(x, i, { columns, window }).map((value) => value * sign);
            const best = Math.max(...inside.filter((value) => !Number.isNaN(value)));
            const enough = inside.filter((value) => !Number.isNaN(value)).length >= min;
            return enough ? inside.length - 1 - inside.indexOf(best) : MISSING;
          });
          expect(rollingArgExtreme(x, columns, { window, min, kind })).toEqual(expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each([0.2, 0.6, 1])(
    "add up as their plain loops do, bit for bit, with %d of a window needed",
    (share) => {
      fc.assert(
        fc.property(windows, ({ rows, columns, window, seed }) => {
          const min = Math.ceil(window * share);
          const x = numbers(rows * columns, seed);
          const parts = x.map((_, i) => plainSum(x, i, { columns, window }));
          const counts = x.map(
            (_, i) => trailing(x, i, { columns, window }).filter((v) => !Number.isNaN(v)).length,
          );
          const enough = (values: Float64Array) => values.map((v, i) => (counts[i] < min ? MISSING : v));
          expect(rollingSum(x, columns, { window, min })).toEqual(enough(parts));
          expect(rollingMean(x, columns, { window, min })).toEqual(
            enough(parts.map((v, i) => v / counts[i])),
          );
          expect(rollingCount(x, columns, { window, min })).toEqual(enough(counts));
        }),
        { numRuns: 20 },
      );
    },
  );

  it("weigh with linear decay as their plain loop does, bit for bit", () => {
    fc.assert(
      fc.property(windows, ({ rows, columns, window, seed }) => {
        const min = Math.ceil(window / 2);
        const x = numbers(rows * columns, seed);
        const expected = x.map((_, i) => plainDecay(x, i, { columns, window, min }));
        expect(rollingDecay(x, columns, { window, min })).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

/** The values of the window that ends at entry `i`, oldest first. */
function trailing(
  x: Float64Array,
  i: number,
  { columns, window }: { columns: number; window: number },
): number[] {
  const length = Math.min(window, Math.floor(i / columns) + 1);
  return Array.from({ length }, (_, k) => x[i - (length - 1 - k) * columns]);
}

/** The part of the older block from its last row back, and that of the newer one. */
function plainSum(x: Float64Array, i: number, of: { columns: number; window: number }): number {
  const inside = trailing(x, i, of).map((value) => (Number.isNaN(value) ? 0 : value));
  const inBlock = (Math.floor(i / of.columns) % Math.min(of.window, x.length / of.columns)) + 1;
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return sum(inside.slice(0, -inBlock).reverse()) + sum(inside.slice(-inBlock));
}

function plainDecay(
  x: Float64Array,
  i: number,
  { min, ...of }: { columns: number; window: number; min: number },
): number {
  const inside = trailing(x, i, of);
  const inBlock = (Math.floor(i / of.columns) % Math.min(of.window, x.length / of.columns)) + 1;
  const tail = inside.slice(0, -inBlock).reverse();
  let [plain, n, tailSum, tailWeight] = [0, 0, 0, 0];
  for (const value of tail) {
    if (!Number.isNaN(value)) {
      plain += value;
      n++;
    }
    tailSum += plain;
    tailWeight += n;
  }
  let [sum, count, placed, places] = [0, 0, 0, 0];
  inside.slice(-inBlock).forEach((value, k) => {
    if (Number.isNaN(value)) return;
    sum += value;
    count++;
    placed += (k + 1) * value;
    places += k + 1;
  });
  const older = of.window - inBlock;
  const result = (tailSum + older * sum + placed) / (tailWeight + older * count + places);
  return n + count >= min ? finite(result) : MISSING;
}

describe("ranks of a row, in groups of columns", () => {
  it("are those of each group alone", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), (columns, seed) => {
        const random = new Random(seed);
        const codes = Int32Array.from({ length: columns }, () => random.integer(5) - 1);
        const x = numbers(3 * columns, seed);
        const got = rankColumns(x, columns, codes, new Float64Array(x.length));
        const expected = x.map(() => MISSING);
        for (let base = 0; base < x.length; base += columns) {
          for (let group = 0; group < 4; group++) {
            const row = Float64Array.from(codes, (code, j) => (code === group ? x[base + j] : MISSING));
            const ranks = new Float64Array(columns);
            const n = rankInto(row, ranks);
            ranks.forEach((rank, j) => {
              if (rank > 0) expected[base + j] = rank / n;
            });
          }
        }
        expect(got).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});

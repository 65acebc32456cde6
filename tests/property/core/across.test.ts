import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random, rankColumns, rankInto } from "../../../lib/src/core/index.js";
import { type AcrossKind, acrossColumns } from "../../../lib/src/core/kernels/acrossColumns.js";

const { NaN: MISSING } = Number;
const TO = 3;

/** The definition, in two passes. */
const plain: Record<AcrossKind, (values: readonly number[]) => number[]> = {
  demean: away,
  zscore(values) {
    const distances = away(values);
    const variance = sum(distances.map((distance) => distance ** 2)) / (values.length - 1);
    return distances.map((distance) => distance / Math.sqrt(variance));
  },
  scale(values) {
    const size = sum(values.map(Math.abs));
    return values.map((value) => (value * TO) / size);
  },
  mean(values) {
    const level = sum(values) / values.length;
    return values.map(() => level);
  },
};

function away(values: readonly number[]): number[] {
  const level = sum(values) / values.length;
  return values.map((value) => value - level);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Odd and even numbers of rows and columns, some more than a chunk. */
const shapes = fc.record({
  rows: fc.integer({ min: 1, max: 7 }),
  columns: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(255, 4097)),
  groups: fc.integer({ min: 0, max: 6 }),
  center: fc.constantFrom(0, -1e3, 1e8),
  seed: fc.nat(),
});

describe.each(Object.entries(plain))("%s across columns", (kind, expected) => {
  it("is its plain two passes over the finite values, in groups or not", () => {
    fc.assert(
      fc.property(shapes, ({ rows, columns, groups, center, seed }) => {
        const x = numbers(rows * columns, seed).map((value) => value + center);
        const codes = groups > 0 ? codesOf(columns, groups, seed) : undefined;
        const options = { kind: kind as AcrossKind, codes, to: TO };
        const got = acrossColumns(x, columns, options, new Float64Array(x.length));
        const wanted = inGroups(x, columns, codes, expected);
        // What the doubles leave of a mean, or of the distance from it.
        const near = 1e-13 * (10 + Math.abs(center));
        for (let i = 0; i < x.length; i++) {
          if (Number.isFinite(wanted[i])) expect(Math.abs(got[i] - wanted[i])).toBeLessThanOrEqual(near);
          else expect(got[i]).toBeNaN();
        }
      }),
      { numRuns: 15 },
    );
  });
});

it("gives no z-score to equal values, whatever their mean is rounded to", () => {
  for (const columns of [2, 3, 10, 499, 3000]) {
    for (let i = 1; i < 50; i++) {
      const x = new Float64Array(columns).fill(i * 0.103);
      const codes = x.length > 10 ? Int32Array.from(x, (_, j) => j % 3) : undefined;
      const empty = new Float64Array(columns).fill(MISSING);
      expect(acrossColumns(x, columns, { kind: "zscore" }, new Float64Array(columns))).toEqual(empty);
      expect(acrossColumns(x, columns, { kind: "zscore", codes }, new Float64Array(columns))).toEqual(empty);
    }
  }
});

describe("ranks in groups", () => {
  const random = new Random(2);
  const near = (column: number) => (column === 0 ? 1e300 : 1 + random.normal() * 1e-10);
  const rows: Record<string, (column: number, row: number) => number> = {
    ties: () => random.integer(4),
    "one value": () => 7,
    "values too near to each other for keys": near,
    "such values, and others before and after": (column, row) => (row === 1 ? near(column) : random.normal()),
    "infinite and missing ones": () => [MISSING, Infinity, -Infinity, random.normal()][random.integer(4)],
    "nothing present": () => MISSING,
  };

  it.each(Object.entries(rows))("of %s are those of each group alone", (_, value) => {
    for (const columns of [2, 33, 700, 9000]) {
      const x = Float64Array.from({ length: 3 * columns }, (_, i) =>
        value(i % columns, Math.floor(i / columns)),
      );
      const codes = codesOf(columns, 4, columns);
      const got = rankColumns(x, columns, codes, new Float64Array(x.length));
      expect(got).toEqual(Float64Array.from(inGroups(x, columns, codes, sharesOf)));
    }
  });
});

function sharesOf(values: readonly number[]): number[] {
  const ranks = new Float64Array(values.length);
  const n = rankInto(Float64Array.from(values), ranks);
  return Array.from(ranks, (rank) => rank / n);
}

function numbers(length: number, seed: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length }, () => {
    const kind = random.integer(20);
    return kind === 0 ? MISSING : kind === 1 ? Infinity : random.normal();
  });
}

/** −1 for some. */
function codesOf(columns: number, groups: number, seed: number): Int32Array {
  const random = new Random(seed);
  return Int32Array.from({ length: columns }, () => random.integer(groups + 1) - 1);
}

/** The finite values of each group of each row, computed by themselves. */
function inGroups(
  x: Float64Array,
  columns: number,
  codes: Int32Array | undefined,
  compute: (values: readonly number[]) => readonly number[],
): number[] {
  const out = new Array<number>(x.length).fill(MISSING);
  for (let base = 0; base < x.length; base += columns) {
    for (const group of new Set(codes ?? [0])) {
      const places = Array.from({ length: columns }, (_, j) => base + j).filter(
        (i) => Number.isFinite(x[i]) && group >= 0 && (codes?.[i - base] ?? 0) === group,
      );
      const results = compute(places.map((i) => x[i]));
      places.forEach((i, k) => {
        out[i] = results[k];
      });
    }
  }
  return out;
}

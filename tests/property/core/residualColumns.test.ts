import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random, residualColumns } from "../../../lib/src/core/index.js";

const cases = fc.record({
  columns: fc.integer({ min: 1, max: 60 }),
  groups: fc.integer({ min: 1, max: 6 }),
  regressors: fc.integer({ min: 0, max: 3 }),
  weighted: fc.boolean(),
  seed: fc.nat(),
});
/** More than the kernel takes at a time. */
const long = { columns: 3001, groups: 40, regressors: 2, weighted: true, seed: 7 };

describe("residualColumns", () => {
  it("is what orthogonal directions leave, and missing outside the complete cases", () => {
    const check = ({ columns, groups, regressors, weighted, seed }: typeof long) => {
      const random = new Random(seed);
      const codes = Int32Array.from({ length: columns }, () => random.integer(groups + 1) - 1);
      const inputs = Array.from({ length: regressors + 2 }, (_, k) => values(random, 5 * columns, k));
      if (!weighted) inputs[1] = Float64Array.of(1);
      const got = residualColumns(inputs, codes, new Float64Array(5 * columns));
      for (let row = 0; row < 5; row++) {
        const rows = inputs.map((input) =>
          input.length === 1
            ? new Float64Array(columns).fill(1)
            : input.subarray(row * columns, (row + 1) * columns),
        );
        const expected = plain(rows, codes);
        got.subarray(row * columns, (row + 1) * columns).forEach((value, j) => {
          expect(Number.isNaN(value)).toBe(Number.isNaN(expected[j]));
          if (!Number.isNaN(value)) expect(Math.abs(value - expected[j])).toBeLessThan(1e-6);
        });
      }
    };
    fc.assert(fc.property(cases, check), { numRuns: 60 });
    check(long);
  });
});

/** Around 1e6 with holes, infinities and, for the weights, numbers that are none. */
function values(random: Random, length: number, k: number): Float64Array {
  return Float64Array.from({ length }, () => {
    const kind = random.integer(20);
    if (kind === 0) return [Number.NaN, Infinity, -Infinity][random.integer(3)];
    if (k === 1) return kind === 1 ? 0 : random.normal() + 2;
    return 1e6 * (k % 2) + random.normal();
  });
}

/** The intercepts as columns of their own, every direction taken out three times. */
function plain(rows: Float64Array[], codes: Int32Array): Float64Array {
  const [x, weights, ...regressors] = rows;
  const out = new Float64Array(x.length).fill(Number.NaN);
  const complete = [...x.keys()].filter(
    (j) => codes[j] >= 0 && weights[j] > 0 && rows.every((row) => Number.isFinite(row[j])),
  );
  const root = complete.map((j) => Math.sqrt(weights[j]));
  const dummies = [...new Set(complete.map((j) => codes[j]))].map((code) =>
    complete.map((j, i) => (codes[j] === code ? root[i] : 0)),
  );
  const basis: number[][] = [];
  for (const direction of [...dummies, ...regressors.map((z) => complete.map((j, i) => z[j] * root[i]))]) {
    const left = without(direction, basis);
    const length = Math.hypot(...left);
    if (length > 1e-12 * Math.hypot(...direction)) basis.push(left.map((value) => value / length));
  }
  if (complete.length <= basis.length) return out;
  const left = without(
    complete.map((j, i) => x[j] * root[i]),
    basis,
  );
  complete.forEach((j, i) => {
    out[j] = left[i] / root[i];
  });
  return out;
}

function without(vector: number[], basis: number[][]): number[] {
  let left = vector;
  for (let pass = 0; pass < 3; pass++) {
    for (const direction of basis) {
      const along = left.reduce((sum, value, i) => sum + value * direction[i], 0);
      left = left.map((value, i) => value - along * direction[i]);
    }
  }
  return left;
}

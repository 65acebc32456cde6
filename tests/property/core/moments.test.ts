import fc from "fast-check";
import { expect, it } from "vitest";
import { Random, rollingMoments, rollingShape } from "../../../lib/src/core/index.js";

const { NaN: MISSING } = Number;

/** By two passes over the present values of a window, measured from the first of them; `newest` is that of its last row. */
const plain: Record<string, (values: readonly number[], newest: number) => number> = {
  variance: (values) => sums(values)[2] / (values.length - 1),
  std: (values) => Math.sqrt(plain.variance(values, MISSING)),
  zscore: (values, newest) => (newest - mean(values)) / plain.std(values, MISSING),
  skew(values) {
    const [n, , m2, m3] = sums(values);
    return ((n * Math.sqrt(n - 1)) / (n - 2)) * (m3 / m2 ** 1.5);
  },
  kurt(values) {
    const [n, , m2, , m4] = sums(values);
    const share = (n - 1) / ((n - 2) * (n - 3));
    return share * (((n + 1) * n * m4) / m2 ** 2 - 3 * (n - 1));
  },
};

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sums(values: readonly number[]): number[] {
  const centre = mean(values);
  const power = (k: number): number => values.reduce((sum, value) => sum + (value - centre) ** k, 0);
  return [values.length, 0, power(2), power(3), power(4)];
}

/** Noise in which every column has stretches without values and single values of 1e9, and its own level. */
function matrix(rows: number, columns: number, seed: number): Float64Array {
  const random = new Random(seed);
  const values = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) {
    const level = j % 3 === 0 ? 1e9 : 0;
    let absent = 0;
    for (let i = 0; i < rows; i++) {
      if (random.uniform() < 0.1) absent = random.integer(12);
      const value = random.uniform() < 0.05 ? 1e9 * random.normal() : level + random.normal();
      values[i * columns + j] = absent-- > 0 ? MISSING : value;
    }
  }
  return values;
}

it("is that of two passes over each window, also after a value 1e9 times as large, and knows no later rows", () => {
  const cases = fc.record({
    rows: fc.integer({ min: 1, max: 60 }),
    columns: fc.integer({ min: 1, max: 19 }),
    window: fc.integer({ min: 4, max: 16 }),
    kind: fc.constantFrom("variance", "std", "zscore", "skew", "kurt"),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(cases, ({ rows, columns, window, kind, seed }) => {
      const x = matrix(rows, columns, seed);
      const of = (values: Float64Array) =>
        kind === "skew" || kind === "kurt"
          ? rollingShape(values, columns, { window, min: 4, kind })
          : rollingMoments(values, columns, { window, min: 4, kind: kind as "std" });
      const got = of(x);
      const known = Math.ceil(rows / 2) * columns;
      expect(of(x.slice(0, known))).toEqual(got.slice(0, known));
      let worst = 0;
      got.forEach((value, at) => {
        const i = Math.floor(at / columns);
        const column = Array.from({ length: Math.min(window, i + 1) }, (_, k) => x[at - k * columns]);
        const [from, ...rest] = column.filter((past) => !Number.isNaN(past));
        const missing = rest.length < 3 || (kind === "zscore" && Number.isNaN(x[at]));
        if (Number.isNaN(value) !== missing) worst = Number.POSITIVE_INFINITY;
        if (missing) return;
        const near = [from, ...rest].map((past) => past - from);
        const wanted = plain[kind](near, x[at] - from);
        worst = Math.max(worst, Math.abs(value - wanted) / (Math.abs(wanted) + 1));
      });
      expect(worst).toBeLessThanOrEqual(1e-9);
    }),
    { numRuns: 60 },
  );
});

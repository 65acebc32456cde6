import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type MomentKind,
  type PairKind,
  Random,
  rollingExtreme,
  rollingMean,
  rollingMoments,
  rollingPair,
  rollingSum,
} from "../../../lib/src/core/index.js";

interface Case {
  readonly rows: number;
  readonly columns: number;
  readonly window: number;
  readonly min: number;
  readonly seed: number;
  readonly offset: number;
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    rows: fc.integer({ min: 1, max: 60 }),
    columns: fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 8, max: 21 })),
    window: fc.integer({ min: 1, max: 20 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.nat(),
    offset: fc.constantFrom(0, 1e9),
  })
  .map(({ share, ...rest }) => ({ ...rest, min: 1 + Math.floor(share * (rest.window - 1)) }));

/** Noise with holes and infinities; a column that is constant and one that is empty. */
function matrix({ rows, columns, seed, offset }: Case): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length: rows * columns }, (_, i) => {
    const hole = random.uniform();
    const value = offset + random.normal();
    if (i % columns === 3) return 5;
    if (i % columns === 4 || hole < 0.1) return Number.NaN;
    return hole < 0.13 ? Number.POSITIVE_INFINITY : value;
  });
}

type Kernel = (x: Float64Array, y: Float64Array, columns: number, options: Case) => Float64Array;

const kernels: Record<string, Kernel> = {
  sum: (x, _, columns, { window, min }) => rollingSum(x, columns, { window, min }),
  mean: (x, _, columns, { window, min }) => rollingMean(x, columns, { window, min }),
  max: (x, _, columns, { window, min }) => rollingExtreme(x, columns, { window, min, kind: "max" }),
  min: (x, _, columns, { window, min }) => rollingExtreme(x, columns, { window, min, kind: "min" }),
  ...Object.fromEntries((["variance", "std", "zscore"] as const).map((kind) => [kind, momentsOf(kind)])),
  ...Object.fromEntries((["corr", "cov", "beta"] as const).map((kind) => [kind, pairOf(kind)])),
};

function momentsOf(kind: MomentKind): Kernel {
  return (x, _, columns, { window, min }) => rollingMoments(x, columns, { window, min, kind });
}

function pairOf(kind: PairKind): Kernel {
  return (x, y, columns, { window, min }) => rollingPair(y, x, columns, { window, min, kind });
}

const column = (values: Float64Array, j: number, columns: number) =>
  values.filter((_, i) => i % columns === j);

describe.each(Object.entries(kernels))("rolling %s", (_, kernel) => {
  it("gives every column what it gives the column alone, bit for bit", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { columns } = given;
        const [x, y] = [matrix(given), matrix({ ...given, seed: given.seed + 1 })];
        const together = kernel(x, y, columns, given);
        for (let j = 0; j < columns; j++) {
          const alone = kernel(column(x, j, columns), column(y, j, columns), 1, given);
          expect(column(together, j, columns)).toEqual(alone);
        }
      }),
    );
  });

  it("leaves its inputs alone and repeats itself bit for bit", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const [x, y] = [matrix(given), matrix({ ...given, seed: given.seed + 1 })];
        const first = kernel(x, y, given.columns, given);
        expect(x).toEqual(matrix(given));
        expect(kernel(x, y, given.columns, given)).toEqual(first);
      }),
    );
  });
});

describe("rolling moments against two passes over the window", () => {
  it("agree to 1e-9 on 1e9 plus noise, with holes", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { rows, columns, window, min } = given;
        const x = matrix({ ...given, offset: 1e9 });
        const std = rollingMoments(x, columns, { window, min, kind: "std" });
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            const present = column(x, j, columns)
              .slice(Math.max(0, i - window + 1), i + 1)
              .filter(Number.isFinite);
            expectNear(
              std[i * columns + j],
              present.length < Math.max(min, 2) ? Number.NaN : twoPass(present),
            );
          }
        }
      }),
    );
  });
});

function twoPass(values: Float64Array): number {
  const shifted = values.map((value) => value - values[0]);
  const mean = shifted.reduce((total, value) => total + value, 0) / shifted.length;
  const squares = shifted.reduce((total, value) => total + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (shifted.length - 1));
}

function expectNear(actual: number, expected: number): void {
  if (Number.isNaN(expected)) expect(actual).toBeNaN();
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * (Math.abs(expected) + 1e-9));
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, Random, TimeIndex } from "../../../lib/src/core/index.js";
import { evaluate, type Factor, field, panelSource } from "../../../lib/src/expr/index.js";

const x = field("x");

function evaluated(factor: Factor, columns: number, values: Float64Array): Panel {
  const days = Float64Array.from({ length: values.length / columns }, (_, i) => i * 86_400_000);
  const assets = AssetIndex.of(Array.from({ length: columns }, (_, j) => `A${j}`));
  return evaluate(panelSource({ x: Panel.of(TimeIndex.of(days), assets, values) }), factor);
}

const lastRow = (panel: Panel): readonly number[] => [...panel.row(panel.time.length - 1)];

/** Independent steps, each carrying on the one before by a share of it. */
function steps(rows: number, columns: number, carried: number): Float64Array {
  const random = new Random(17);
  const out = Float64Array.from({ length: rows * columns }, () => random.normal());
  for (let i = columns; i < out.length; i++) out[i] += carried * out[i - columns];
  return out;
}

describe.each([
  ["hurstRs", (n: number) => x.hurstRs(n)],
  ["hurstDfa", (n: number) => x.hurstDfa(n)],
] as const)("%s", (_, hurst) => {
  const meanOf = (n: number, carried: number) => {
    const row = lastRow(evaluated(hurst(n), 400, steps(n, 400, carried)));
    return row.reduce((sum, value) => sum + value, 0) / row.length;
  };

  test.each([64, 128, 252])("is ½ for independent steps but for a small bias, window %i", (n) => {
    expect(Math.abs(meanOf(n, 0) - 0.5)).toBeLessThan(0.04);
  });

  test("is above for steps that persist and below for steps that turn back", () => {
    expect(meanOf(128, 0.5)).toBeGreaterThan(0.6);
    expect(meanOf(128, -0.5)).toBeLessThan(0.4);
  });

  test("does not depend on level and scale of the steps", () => {
    const values = steps(80, 5, 0);
    const plain = evaluated(hurst(64), 5, values).values;
    const moved = evaluated(
      hurst(64),
      5,
      values.map((value) => 1e6 + 4096 * value),
    ).values;
    plain.forEach((value, i) => {
      if (Number.isNaN(value)) expect(moved[i]).toBeNaN();
      else expect(moved[i]).toBeCloseTo(value, 6);
    });
  });

  test("is missing where nothing moves", () => {
    expect(evaluated(hurst(32), 2, new Float64Array(80).fill(0.1)).values.every(Number.isNaN)).toBe(true);
  });
});

describe("the spectrum", () => {
  const wave = (n: number, k: number, level: number) =>
    Float64Array.from({ length: 3 * n }, (_, t) => level + Math.cos((2 * Math.PI * k * t) / n + 0.3));

  test("of a pure wave is at its period", () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 60 }), fc.nat(), fc.constantFrom(0, 1e3), (n, seed, level) => {
        const k = 1 + (seed % Math.floor((n - 1) / 2));
        const values = wave(n, k, level);
        const later = (factor: Factor) => evaluated(factor, 1, values).values.slice(n - 1);
        for (const period of later(x.dominantPeriod(n))) expect(period).toBe(n / k);
        for (const share of later(x.spectralEnergy(n, n / k))) expect(share).toBeCloseTo(1, 9);
        if (k > 1)
          for (const share of later(x.spectralEnergy(n, n / (k - 1)))) expect(share).toBeCloseTo(0, 9);
      }),
      { numRuns: 60 },
    );
  });

  test("has all of the variance at periods of 2 and more, and keeps nine digits at a level of 1e9", () => {
    const values = Float64Array.from(steps(120, 3, 0), (value, i) => (i % 11 === 5 ? Number.NaN : value));
    const plain = evaluated(x.spectralEnergy(24, 8, { min: 12 }), 3, values).values;
    const grid = values.map((value) => Math.round(value * 2 ** 20) / 2 ** 20);
    const high = grid.map((value) => value + 1e9);
    const onGrid = evaluated(x.spectralEnergy(24, 8, { min: 12 }), 3, grid).values;
    evaluated(x.spectralEnergy(24, 8, { min: 12 }), 3, high).values.forEach((share, i) => {
      if (Number.isNaN(share)) expect(plain[i]).toBeNaN();
      else expect(Math.abs(share / onGrid[i] - 1)).toBeLessThan(1e-9);
    });
    for (const share of evaluated(x.spectralEnergy(24, 2, { min: 12 }), 3, values).values) {
      if (!Number.isNaN(share)) expect(share).toBeCloseTo(1, 12);
    }
  });

  test("of independent values has a share of about 2 / period in long periods", () => {
    const row = lastRow(evaluated(x.spectralEnergy(100, 10), 500, steps(100, 500, 0)));
    expect(row.reduce((sum, share) => sum + share, 0) / 500).toBeCloseTo(20 / 99, 1);
  });
});

describe("principal components", () => {
  test("of one common factor load in proportion to the betas", () => {
    const random = new Random(3);
    const betas = Array.from({ length: 30 }, () => 0.2 + random.uniform());
    const common = Array.from({ length: 20 }, () => random.normal());
    const values = Float64Array.from(common.flatMap((f) => betas.map((beta) => 5 + beta * f)));
    const mean = common.reduce((sum, f) => sum + f, 0) / 20;
    const sigma = Math.sqrt(common.reduce((sum, f) => sum + (f - mean) ** 2, 0) / 19);
    lastRow(evaluated(x.pcaLoading(20), 30, values)).forEach((loading, j) => {
      expect(loading / (betas[j] * sigma)).toBeCloseTo(1, 9);
    });
    expect(lastRow(evaluated(x.pcaLoading(20, { k: 2 }), 30, values)).every(Number.isNaN)).toBe(true);
  });

  test("explain, all together, the variance of each asset", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 3, max: 12 }), (columns, n) => {
        const values = steps(n, columns, 0.2);
        const components = Math.min(columns, n - 1);
        const squares = new Float64Array(columns);
        for (let k = 1; k <= components; k++) {
          lastRow(evaluated(x.pcaLoading(n, { k }), columns, values)).forEach((loading, j) => {
            squares[j] += loading ** 2;
          });
        }
        const variance = lastRow(evaluated(x.variance(n), columns, values));
        variance.forEach((value, j) => {
          expect(squares[j] / value).toBeCloseTo(1, 9);
        });
      }),
      { numRuns: 40 },
    );
  });

  test("do not depend on where history starts", () => {
    const values = steps(90, 40, 0);
    const whole = lastRow(evaluated(x.pcaLoading(30, { k: 2 }), 40, values));
    const late = lastRow(evaluated(x.pcaLoading(30, { k: 2 }), 40, values.slice(40 * 55)));
    expect(late).toEqual(whole);
  });
});

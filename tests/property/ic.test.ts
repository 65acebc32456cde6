import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Panel } from "../../lib/src/core/index.js";
import { evaluatePanel, type HorizonReport } from "../../lib/src/ic/index.js";

const SYMBOLS = ["A", "B", "C", "D", "E", "F", "G", "H"];
const DATES = Array.from({ length: 12 }, (_, i) => Date.UTC(2024, 0, 1) + i * 86_400_000);

/** A factor value: an eighth of an integer, so that ties happen and doubling or cubing it is exact; sometimes missing. */
const signal = fc.option(
  fc.integer({ min: -40, max: 40 }).map((k) => k / 8),
  { freq: 8 },
);
const price = fc.option(fc.double({ min: 1, max: 100, noNaN: true }), { freq: 12 });

function panels() {
  const grid = <T>(cell: fc.Arbitrary<T>) =>
    fc.array(fc.array(cell, { minLength: SYMBOLS.length, maxLength: SYMBOLS.length }), {
      minLength: DATES.length,
      maxLength: DATES.length,
    });
  return fc.tuple(grid(signal), grid(price)).map(([factor, close]) => ({
    factor: Panel.fromArrays(DATES, SYMBOLS, factor),
    close: Panel.fromArrays(DATES, SYMBOLS, close),
  }));
}

const HORIZON = 2;
const evaluate = (factor: Panel, close: Panel): HorizonReport =>
  evaluatePanel(factor, close, { horizons: [HORIZON], quantiles: 3 }).horizon(HORIZON);
const mapped = (panel: Panel, f: (x: number) => number) =>
  Panel.of(panel.time, panel.assets, panel.values.map(f));

function expectSame(a: Float64Array, b: Float64Array, sign = 1): void {
  expect(a.length).toBe(b.length);
  a.forEach((value, i) => {
    if (Number.isNaN(value)) expect(b[i]).toBeNaN();
    else expect(Math.abs(value - sign * b[i])).toBeLessThan(1e-9);
  });
}

describe("the information coefficient", () => {
  it("lies between −1 and 1, and has a rank IC exactly where it is defined", () => {
    fc.assert(
      fc.property(panels(), ({ factor, close }) => {
        const report = evaluate(factor, close);
        for (const series of [report.ic, report.rankIc, report.autocorrelation]) {
          for (const value of series) expect(Number.isNaN(value) || Math.abs(value) <= 1).toBe(true);
        }
        expect(report.dates).toBe(report.rankIc.filter((value) => !Number.isNaN(value)).length);
      }),
      { numRuns: 60 },
    );
  });

  it("does not change its ranks under an increasing transform, changes its sign with the factor's", () => {
    fc.assert(
      fc.property(panels(), ({ factor, close }) => {
        const report = evaluate(factor, close);
        const cubed = evaluate(
          mapped(factor, (x) => x ** 3 + 5),
          close,
        );
        expectSame(report.rankIc, cubed.rankIc);
        expect(cubed.observations).toBe(report.observations);
        const flipped = evaluate(
          mapped(factor, (x) => -x),
          close,
        );
        expectSame(report.rankIc, flipped.rankIc, -1);
        expectSame(report.ic, flipped.ic, -1);
        const doubled = evaluate(
          mapped(factor, (x) => 2 * x + 1),
          close,
        );
        expectSame(report.ic, doubled.ic);
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order of the assets", () => {
    const shuffled = fc.shuffledSubarray(SYMBOLS, { minLength: SYMBOLS.length });
    fc.assert(
      fc.property(panels(), shuffled, ({ factor, close }, symbols) => {
        const report = evaluate(factor, close);
        const other = evaluate(factor.select(symbols), close.select(symbols));
        expectSame(report.ic, other.ic);
        expectSame(report.rankIc, other.rankIc);
        expectSame(report.quantiles.byDate, other.quantiles.byDate);
        expectSame(report.turnover.byDate, other.turnover.byDate);
        expectSame(report.autocorrelation, other.autocorrelation);
      }),
      { numRuns: 60 },
    );
  });

  it("accounts for every cell, whatever is missing", () => {
    fc.assert(
      fc.property(panels(), fc.integer({ min: 2, max: 9 }), ({ factor, close }, minNames) => {
        const report = evaluatePanel(factor, close, { horizons: [HORIZON], minNames });
        const lost = report
          .loss()
          .rows()
          .reduce((total, row) => total + row.lost, 0);
        expect(lost + report.horizon(HORIZON).observations).toBe(DATES.length * SYMBOLS.length);
      }),
      { numRuns: 60 },
    );
  });
});

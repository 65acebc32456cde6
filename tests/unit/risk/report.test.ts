import { describe, expect, it } from "vitest";
import { DISPLAY, Random, TimeIndex } from "../../../lib/src/core/index.js";
import { drawdowns, KPI_NAMES, KPIS, kpi, kpis, kpiTable, report } from "../../../lib/src/risk/index.js";

const DAY = 86_400_000;
const random = new Random(3);
const returns = Float64Array.from({ length: 500 }, () => 0.0004 + 0.01 * random.normal());
const time = TimeIndex.of(Float64Array.from(returns, (_, i) => Date.UTC(2016, 0, 4) + i * DAY));

describe("registry", () => {
  it("says everything about every key figure", () => {
    for (const name of KPI_NAMES) {
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      const { label, meaning, formula, unit, missing, source, annualisation } = KPIS[name];
      for (const text of [label, meaning, formula, unit, missing, source, annualisation])
        expect(text).toBeTruthy();
    }
    expect(kpiTable().rows).toHaveLength(KPI_NAMES.length);
  });

  it("gives a definition by name and names the nearest for a wrong one", () => {
    expect(kpi("sharpe").label).toBe("Sharpe ratio");
    expect(() => kpi("sharp" as never)).toThrow("did you mean sharpe?");
  });
});

describe("conventions", () => {
  it.each([
    ["1d", 252],
    ["1w", 52],
    ["1mo", 12],
  ] as const)("annualises %s with %d", (frequency, periods) => {
    const dated = { returns, time: TimeIndex.of(time.instants, frequency) };
    expect(report(dated).conventions.periodsPerYear).toBe(periods);
    expect(kpis(dated).volatility).toBeCloseTo(kpis(returns).volatility * Math.sqrt(periods / 252), 12);
  });

  it("is missing, not zero, where nothing is known", () => {
    for (const none of [new Float64Array(0), new Float64Array(3).fill(Number.NaN)]) {
      for (const [name, value] of Object.entries(kpis(none))) {
        expect(value === null || Number.isNaN(value), name).toBe(true);
      }
    }
  });

  it("refuses what it would have to guess", () => {
    expect(() => report(returns, { riskfree: 0.01 } as never)).toThrow("did you mean riskFree?");
    expect(() => report({ returns, time: time.slice(1) })).toThrow("one entry per return (500)");
    expect(() => report([0.01] as never)).toThrow("Float64Array");
    expect(() => report(new Float64Array([Infinity]))).toThrow("finite or NaN");
    expect(() => drawdowns(returns, { top: 0 })).toThrow("top must be a positive integer");
  });
});

describe("report", () => {
  it("shows itself with and without dates, a benchmark and a drawdown", () => {
    const full = report({ returns, time, name: "noise", benchmark: returns.map((r) => r / 2) });
    expect(full.toText()).toContain("Sharpe ratio");
    expect(full.toHtml()).toContain("<svg");
    expect(full.toHtml()).toContain("Information ratio");
    expect(Object.keys((full as unknown as { [DISPLAY](): object })[DISPLAY]())).toEqual([
      "text/html",
      "text/plain",
    ]);
    expect(report(returns).toHtml()).not.toContain("<svg");
    expect(report(new Float64Array([0.01, 0.02])).toText()).not.toContain("Worst drawdowns");
    expect(report({ returns: new Float64Array(0), time: time.slice(0, 0) }).toText()).toContain("Risk");
  });

  it("is byte-identical for the same input", () => {
    expect(report({ returns, time }).toHtml()).toBe(report({ returns, time }).toHtml());
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TimeIndex } from "../../../lib/src/core/index.js";
import {
  drawdownSeries,
  drawdowns,
  KPI_NAMES,
  type KpiName,
  kpis,
  monthlyReturns,
} from "../../../lib/src/risk/index.js";

type Plain = number | string | null;

interface Case {
  name: string;
  dates: string[];
  returns: Plain[];
  benchmark: Plain[];
  kpis: Record<KpiName, Plain>;
  with_rates: Record<KpiName, Plain>;
  drawdown: Plain[];
  drawdowns: { depth: number; start: string; trough: string; end: string | null; days: number }[];
  monthly: [number, number, Plain][];
}

const golden = JSON.parse(readFileSync(new URL("./kpis.json", import.meta.url), "utf8"));
const cases = golden.cases as Case[];

const number = (x: Plain): number =>
  x === null ? Number.NaN : x === "inf" ? Infinity : x === "-inf" ? -Infinity : Number(x);
const series = (x: Plain[]): Float64Array => Float64Array.from(x, number);

function close(actual: number, expected: number, name: string): void {
  if (!Number.isFinite(expected)) {
    expect(actual, name).toBe(expected);
    return;
  }
  const scale = Math.max(1, Math.abs(expected));
  expect(Math.abs(actual - expected) / scale, `${name}: ${actual} against ${expected}`).toBeLessThan(1e-9);
}

function compare(
  actual: Readonly<Record<KpiName, number | string | null>>,
  expected: Record<KpiName, Plain>,
) {
  for (const name of KPI_NAMES) {
    const value = actual[name];
    if (typeof value === "number") close(value, number(expected[name]), name);
    else expect(value, name).toBe(expected[name]);
  }
}

describe("key figures equal empyrical-reloaded, scipy and numpy", () => {
  it.each(cases)("$name", ({ dates, returns, benchmark, kpis: expected, with_rates }) => {
    const input = { returns: series(returns), time: TimeIndex.of(dates), benchmark: series(benchmark) };
    compare(kpis(input), expected);
    compare(kpis(input, { riskFree: golden.risk_free, target: golden.target }), with_rates);
  });

  it("covers every key figure of the registry", () => {
    expect(Object.keys(cases[0].kpis).sort()).toEqual([...KPI_NAMES].sort());
  });
});

describe("drawdowns and months", () => {
  it.each(cases)("$name", ({ dates, returns, drawdown, drawdowns: expected, monthly }) => {
    const input = { returns: series(returns), time: TimeIndex.of(dates) };
    drawdownSeries(input.returns).forEach((d, i) => {
      close(d, number(drawdown[i]), `drawdown ${i}`);
    });
    const found = drawdowns(input, { top: 5 });
    expect(found.map(({ start, trough, end, days }) => ({ start, trough, end, days }))).toEqual(
      expected.map(({ start, trough, end, days }) => ({ start, trough, end, days })),
    );
    found.forEach((d, i) => {
      close(d.depth, expected[i].depth, `depth ${i}`);
    });
    const months = monthlyReturns(input.returns, input.time);
    expect(months.map(({ year, month }) => [year, month])).toEqual(monthly.map(([y, m]) => [y, m]));
    months.forEach(({ value }, i) => {
      close(value, number(monthly[i][2]), `month ${i}`);
    });
  });
});

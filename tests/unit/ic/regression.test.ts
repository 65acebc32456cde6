import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, Random, setRecorder, TimeIndex } from "../../../lib/src/core/index.js";
import { field, panelSource } from "../../../lib/src/expr/index.js";
import { type FactorReturnRow, factorRegression, famaMacBeth } from "../../../lib/src/ic/index.js";
import { leastSquares } from "../../../lib/src/ic/regression/leastSquares.js";

describe("leastSquares", () => {
  const random = new Random(1);
  const column = (n: number) => Float64Array.from({ length: n }, () => random.normal());
  const [x, z] = [column(50), column(50)];

  test("finds an exact line, far from zero too", () => {
    for (const level of [0, 1e6]) {
      const moved = x.map((value) => value + level);
      const y = moved.map((value, i) => 3 + 2 * value - 0.5 * z[i]);
      const fit = leastSquares(y, [moved, z]);
      expect(fit?.coefficients[1]).toBeCloseTo(2, 8);
      expect(fit?.coefficients[2]).toBeCloseTo(-0.5, 8);
      expect(fit?.coefficients[0]).toBeCloseTo(3, level === 0 ? 10 : 2);
      expect(fit?.rSquared).toBeCloseTo(1, 12);
    }
  });

  test("residuals are orthogonal to the regressors, influences have mean 0", () => {
    const fit = leastSquares(column(50), [x, z]);
    const residuals = fit?.residuals ?? new Float64Array(50).fill(1);
    for (const values of [x, z, new Float64Array(50).fill(1)]) {
      expect(values.reduce((sum, value, i) => sum + value * residuals[i], 0)).toBeCloseTo(0, 10);
    }
    for (const k of [0, 1, 2]) {
      expect(fit?.influence(k).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 8);
    }
  });

  test("collinear or constant regressors and too few rows have no fit", () => {
    const y = column(50);
    expect(leastSquares(y, [x, x.map((value) => 3 * value + 1)])).toBeUndefined();
    expect(leastSquares(y, [new Float64Array(50).fill(0.1)])).toBeUndefined();
    expect(leastSquares(y.subarray(0, 3), [x.subarray(0, 3), z.subarray(0, 3)])).toBeUndefined();
    expect(leastSquares(new Float64Array(50), [x])?.rSquared).toBeNaN();
  });
});

describe("famaMacBeth", () => {
  const [dates, symbols] = [80, 40];
  const random = new Random(8);
  const time = TimeIndex.of(Array.from({ length: dates }, (_, i) => Date.UTC(2021, 0, 1 + i)));
  const assets = AssetIndex.of(Array.from({ length: symbols }, (_, j) => `S${j}`));
  const panel = (at: (i: number, j: number) => number) =>
    Panel.of(
      time,
      assets,
      Float64Array.from({ length: dates * symbols }, (_, k) => at(Math.floor(k / symbols), k % symbols)),
    );
  const signal = panel(() => random.normal());
  const echo = panel((i, j) => signal.row(i)[j] + random.normal());
  const level = new Float64Array(symbols).fill(100);
  const close = panel((i, j) => {
    const now = level[j];
    level[j] *= 1 + 0.004 * signal.row(i)[j] + 0.01 * random.normal();
    return now;
  });
  const market = panelSource({ close, signal, echo, flat: panel(() => 1) });

  test("tells the factor that earns from the one that only resembles it", () => {
    const alone = famaMacBeth(market, [field("echo")], { horizon: 1 });
    const both = famaMacBeth(market, [field("echo"), field("signal")], { horizon: 1 });
    expect(alone.of("echo").mean).toBeGreaterThan(0.002);
    expect(both.of("signal").mean).toBeCloseTo(0.004, 3);
    expect(Math.abs(both.of("echo").mean)).toBeLessThan(0.0005);
    expect(both.toText()).toMatch(/^Premium per session, each beside the others: signal 4\d bp/);
    expect(both.toHtml()).toContain("<svg");
    expect(both.figure().title).toMatch(
      /^signal earned 3\d{3} bp in all \(p < 0.001\), the smallest p-value of 2$/,
    );
  });

  test("scale and shift of a factor do not matter unless it is taken raw", () => {
    const line = field("signal").mul(5).add(2).named("line");
    const slope = (scale: "zscore" | "rank" | "raw") => [
      famaMacBeth(market, [field("signal")], { horizon: 2, scale }).of("signal").mean,
      famaMacBeth(market, [line], { horizon: 2, scale }).of("line").mean,
    ];
    for (const scale of ["zscore", "rank"] as const) {
      const [a, b] = slope(scale);
      expect(b).toBeCloseTo(a, 12);
    }
    const [a, b] = slope("raw");
    expect(5 * b).toBeCloseTo(a, 12);
  });

  test("dates without a regression are counted, not invented", () => {
    const fit = famaMacBeth(market, [field("signal"), field("flat")], { horizon: 5 });
    expect([fit.dates, fit.collinear, fit.tooFew]).toEqual([0, 75, 5]);
    expect(fit.of("signal").mean).toBeNaN();
    expect(fit.averageRSquared).toBeNaN();
    const few = famaMacBeth(market, [field("signal")], { horizon: 1, minNames: 41 });
    expect([few.dates, few.tooFew]).toEqual([0, 80]);
    expect(few.toText()).toContain("No factor earns a premium");
  });

  test("is one trial of the run, another with other options", () => {
    const seen: string[] = [];
    setRecorder({ dataUsed: () => {}, trial: ({ hash }) => seen.push(hash) });
    for (const horizon of [1, 1, 2]) famaMacBeth(market, [field("signal"), field("echo")], { horizon });
    setRecorder(undefined);
    expect(seen.length).toBe(3);
    expect(new Set(seen).size).toBe(2);
  });

  test("refuses misuse in words", () => {
    const signalOf = [field("signal")];
    expect(() => famaMacBeth(market, [], { horizon: 1 })).toThrow("at least one factor");
    expect(() => famaMacBeth(market, [...signalOf, ...signalOf], { horizon: 1 })).toThrow("distinct names");
    expect(() => famaMacBeth(market, signalOf, { horizon: 0 })).toThrow("horizon must be a positive integer");
    expect(() => famaMacBeth(market, signalOf, { horizon: 1, lags: 3 } as never)).toThrow("unknown option");
    expect(() => famaMacBeth(market, signalOf, { horizon: 1 }).of("signl")).toThrow("did you mean signal?");
  });
});

describe("factorRegression", () => {
  const days = ["2020-01-02", "2020-01-03", "2020-01-06", "2020-01-07", "2020-01-08", "2020-01-09"];
  const time = TimeIndex.of(days);
  const rows: FactorReturnRow[] = days.map((date, i) => ({ date, m: [1, -2, 0.5, 3, -1, 0.2][i], RF: 0.01 }));
  const returns = Float64Array.from(rows, (row) => (0.02 + 1.5 * Number(row.m) + 0.01) / 100);

  test("percent and fractions, dates in any form, give the same betas", () => {
    const fit = factorRegression({ returns, time }, rows, { unit: "percent", riskFree: "RF" });
    expect(fit.beta("m")).toBeCloseTo(1.5, 10);
    expect(fit.terms[0].estimate).toBeCloseTo(0.0002, 12);
    expect(fit.alphaPerYear).toBeCloseTo(0.0002 * 252, 10);
    const other = days.map((date, i) => ({
      date: [date.replaceAll("-", ""), new Date(date), Number(date.replaceAll("-", ""))][i % 3],
      m: String(Number(rows[i].m) / 100),
      RF: 0.0001,
    }));
    const same = factorRegression({ returns, time }, other, { unit: "fraction", riskFree: "RF" });
    expect(same.beta("m")).toBeCloseTo(1.5, 10);
  });

  test("uses the dates that both have, and counts the others", () => {
    const holes = [...rows.slice(0, 4), { date: "2020-01-08", m: null, RF: 0.01 }];
    const gaps = Float64Array.from(returns, (r, i) => (i === 0 ? Number.NaN : r));
    const fit = factorRegression(
      { returns: gaps, time },
      [{ ...rows[0], date: "2019-12-31" }, ...holes.slice(0)],
      {
        unit: "percent",
        riskFree: false,
        columns: ["m"],
      },
    );
    expect([fit.dates, fit.unmatched, fit.from, fit.to]).toEqual([3, 2, "2020-01-03", "2020-01-07"]);
  });

  test("what is not said is asked for", () => {
    const of = (options: object, table = rows) =>
      factorRegression({ returns, time }, table, options as never);
    expect(() => of({})).toThrow("unit must be one of percent, fraction");
    expect(() => of({ unit: "percent" })).toThrow("whether to subtract it from the returns must be said");
    expect(() => of({ unit: "percent", columns: ["n"] })).toThrow("no such column");
    expect(() => of({ unit: "percent", riskFree: false }, [rows[0], rows[0]])).toThrow(
      "may stand in the table once",
    );
    expect(() => of({ unit: "percent", riskFree: "RF" }, rows.slice(0, 2))).toThrow("more complete dates");
    expect(() => factorRegression({ returns }, rows, { unit: "percent" })).toThrow("one date each");
    expect(() => of({ unit: "percent", riskFree: "RF" }, [{ ...rows[0], m: "n/a" }])).toThrow(
      "must be a number",
    );
  });
});

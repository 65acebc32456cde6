import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { field, panelSource } from "../../../lib/src/expr/index.js";
import { factorRegression, famaMacBeth } from "../../../lib/src/ic/index.js";
import { expectClose, numbers } from "../support.js";
import golden from "./regression.json" with { type: "json" };

const { symbols, horizon } = golden;
const dates = golden.close.length / symbols;
const time = TimeIndex.of(Array.from({ length: dates }, (_, i) => Date.UTC(2020, 0, 1 + i)));
const assets = AssetIndex.of(Array.from({ length: symbols }, (_, j) => `S${j}`));
const panel = (values: readonly (number | null)[]) => Panel.of(time, assets, numbers(values));
const market = panelSource({ a: panel(golden.a), b: panel(golden.b), close: panel(golden.close) });

describe.each(golden.famaMacBeth)("Fama–MacBeth equals linearmodels, $scale", (expected) => {
  const scale = expected.scale as "raw";
  const fit = famaMacBeth(market, [field("a"), field("b")], { horizon, scale });

  test("premiums and Newey–West errors", () => {
    fit.coefficients.forEach(({ mean, inference }, k) => {
      expect(mean).toBeCloseTo(expected.mean[k], 12);
      expect(inference.neweyWest.se).toBeCloseTo(expected.se[k], 12);
    });
  });

  test("slopes, R², dates and names", () => {
    const slopes = fit.of("a").slopes.filter((slope) => !Number.isNaN(slope));
    expectClose(slopes, numbers(expected.slopes), 1e-11);
    expect(fit.dates).toBe(expected.dates);
    expect(fit.averageRSquared).toBeCloseTo(expected.rSquared, 11);
    expect(fit.averageNames).toBeCloseTo(expected.names, 11);
    expect([fit.collinear, fit.tooFew]).toEqual([1, dates - 1 - expected.dates]);
  });
});

describe.each(golden.timeSeries.cases)("time series equals statsmodels, $lags lags", (expected) => {
  const { returns, rows } = golden.timeSeries;
  const dated = TimeIndex.of(rows.map((row) => row.DATE.replace(/(....)(..)(..)/, "$1-$2-$3")));
  const fit = factorRegression({ returns: numbers(returns), time: dated }, rows, {
    unit: "percent",
    columns: expected.columns,
    riskFree: "RF",
    lags: expected.lags,
  });
  const of = (key: "estimate" | "se" | "t" | "pNormal") => Float64Array.from(fit.terms, (term) => term[key]);

  test("coefficients with HAC errors", () => {
    expectClose(of("estimate"), numbers(expected.params), 1e-11);
    expectClose(of("se"), numbers(expected.se), 1e-11);
    expectClose(of("t"), numbers(expected.t), 1e-9);
    expectClose(of("pNormal"), numbers(expected.p), 1e-9);
  });

  test("R² and residual deviation", () => {
    expect(fit.rSquared).toBeCloseTo(expected.rSquared, 11);
    expect(fit.adjustedRSquared).toBeCloseTo(expected.adjusted, 11);
    expect(fit.residualStd).toBeCloseTo(expected.residualStd, 12);
    expect(fit.alphaPerYear).toBeCloseTo(expected.params[0] * 252, 11);
    expect(fit.dates).toBe(returns.length);
  });
});

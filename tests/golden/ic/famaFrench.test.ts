import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { TimeIndex } from "../../../lib/src/core/index.js";
import { type FactorReturnRow, factorRegression } from "../../../lib/src/ic/index.js";
import golden from "./fama_french.json" with { type: "json" };

const root = process.env.ASSAY_REAL_DATA ?? "../shared/data";
const files = ["macro/ff3_daily_192607_202308.csv.gz", "macro/SPY_benchmark.csv.gz"].map((name) =>
  join(root, name),
);

/** The rows of a file that begin with a date: the files end with footers. */
function rowsOf(file: string): string[][] {
  const text = gunzipSync(readFileSync(file)).toString("utf8");
  const [head, ...body] = text.split(/\r?\n/).map((line) => line.split(","));
  return [head, ...body.filter(([date]) => /^\d{8}$|^\d{4}-/.test(date))];
}

describe.skipIf(!files.every(existsSync))("the published Fama–French file", () => {
  const [head, ...body] = files.every(existsSync) ? rowsOf(files[0]) : [[]];
  const table = body.map((row): FactorReturnRow => Object.fromEntries(row.map((cell, k) => [head[k], cell])));
  const [, ...spy] = files.every(existsSync) ? rowsOf(files[1]) : [[]];
  const returns = Float64Array.from(spy, ([, value]) => Number(value));
  const time = TimeIndex.of(spy.map(([date]) => date.slice(0, 10)));

  const regress = () =>
    factorRegression({ returns, time, name: "SPY" }, table, {
      unit: "percent",
      riskFree: "RF",
      lags: golden.lags,
    });

  test("coefficients and errors equal statsmodels", () => {
    const { dates, from, to, rSquared, terms } = regress();
    expect([dates, from, to]).toEqual([golden.dates, golden.from, golden.to]);
    expect(rSquared).toBeCloseTo(golden.rSquared, 11);
    terms.forEach(({ estimate, se }, k) => {
      expect(estimate).toBeCloseTo(golden.params[k], 11);
      expect(se).toBeCloseTo(golden.se[k], 11);
    });
  });

  test("an index fund is the market: beta 1, large rather than small firms, little residual", () => {
    const result = regress();
    expect(Math.abs(result.beta("Mkt-RF") - 1)).toBeLessThan(0.03);
    expect(result.beta("SMB")).toBeLessThan(-0.1);
    expect(result.residualStdPerYear).toBeLessThan(0.05);
    expect(result.toText()).toMatch(/^SPY: alpha .* the factors explain 9\d/);
  });
});

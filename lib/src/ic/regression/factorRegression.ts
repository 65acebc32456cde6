import {
  checkInteger,
  checkKeys,
  checkNumber,
  fail,
  neweyWest,
  normalP,
  type TimeIndex,
} from "../../core/index.js";
import { periodsPerYear, type ReturnsLike } from "../../risk/index.js";
import { DEFAULT_TEST, meanInference } from "../meanInference.js";
import { FactorRegression } from "./factorRegressionResult.js";
import {
  type FactorReturnRow,
  type FactorTable,
  type FactorTableOptions,
  readFactorTable,
} from "./factorTable.js";
import { type Fit, leastSquares } from "./leastSquares.js";
import type { RegressionTerm } from "./regressionData.js";

export interface FactorRegressionOptions extends FactorTableOptions {
  /** Autocovariance lags of the Newey–West errors, in periods. Default ⌊4 (n / 100)^(2/9)⌋. */
  lags?: number;
  /** Periods per year. Default from the frequency of the dates: 252 daily, 52 weekly, 12 monthly. */
  periodsPerYear?: number;
}

/**
 * What of a strategy's return is explained by known factors: ordinary least squares over time of its returns, less the
 * risk-free return, on an intercept (alpha) and factor returns such as those of Fama & French (1993, 2015). Dates that
 * are in both and complete are used.
 *
 * Errors hold under heteroskedasticity and autocorrelation: `se` and `t` are Newey–West's (statsmodels'
 * `cov_type="HAC"`), `p` and `interval` are those of the default test of `meanInference` on the same scores.
 *
 * @param returns a backtest, or anything with returns per period as fractions and their dates
 * @param factors one row per date
 * @example
 * const fit = ic.factorRegression(backtest, rows, { unit: "percent", riskFree: "RF" });
 * fit.alphaPerYear
 * @throws without dates, with fewer complete dates than coefficients + 2, with collinear factors, or a factor unit
 *   that was not said
 */
export function factorRegression(
  returns: ReturnsLike,
  factors: readonly FactorReturnRow[],
  options: FactorRegressionOptions,
): FactorRegression {
  const who = "ic.factorRegression";
  checkKeys(who, options, ["unit", "columns", "riskFree", "date", "lags", "periodsPerYear"]);
  const { time, returns: values } = returns;
  if (!time || time.length !== values.length) {
    fail(who, "returns must come with one date each", { fix: "{ returns, time: TimeIndex.of(dates) }" });
  }
  const table = readFactorTable(who, factors, options);
  const sample = match(values, time, table);
  const fit = leastSquares(sample.y, sample.columns);
  if (!fit) {
    fail(
      who,
      "needs more complete dates than coefficients, and factors that are no combination of each other",
      {
        received: `${sample.y.length} dates, ${table.columns.join(", ")}`,
      },
    );
  }
  const n = sample.y.length;
  const lags = checkInteger(who, "lags", options.lags ?? Math.floor(4 * (n / 100) ** (2 / 9)), 0);
  const periods = options.periodsPerYear ?? periodsPerYear(time.frequency);
  checkNumber(who, "periodsPerYear", periods, { min: Number.MIN_VALUE });
  const names = ["alpha", ...table.columns];
  return new FactorRegression({
    name: returns.name ?? "",
    terms: names.map((name, k) => term(name, fit, k, lags)),
    rSquared: fit.rSquared,
    residuals: fit.residuals,
    lags,
    periodsPerYear: periods,
    riskFree: table.riskFree,
    from: time.label(sample.rows[0]),
    to: time.label(sample.rows[n - 1]),
    unmatched: sample.unmatched,
  });
}

/** The dates that have a return and every factor. */
function match(values: Float64Array, time: TimeIndex, { columns, byInstant }: FactorTable) {
  const y: number[] = [];
  const x: number[][] = columns.map(() => []);
  const rows: number[] = [];
  let present = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    present++;
    const cells = byInstant.get(time.instants[i]);
    if (!cells?.every(Number.isFinite)) continue;
    y.push(values[i] - cells[columns.length]);
    for (let k = 0; k < columns.length; k++) x[k].push(cells[k]);
    rows.push(i);
  }
  return {
    y: Float64Array.from(y),
    columns: x.map((column) => Float64Array.from(column)),
    rows,
    unmatched: present - y.length,
  };
}

function term(name: string, fit: Fit, k: number, lags: number): RegressionTerm {
  const estimate = fit.coefficients[k];
  const influence = fit.influence(k);
  const { se } = neweyWest(influence, lags);
  const around = influence.map((value) => value + estimate);
  const { p, interval } = meanInference(around, 1)[DEFAULT_TEST];
  const t = estimate / se;
  return { name, estimate, se, t, pNormal: normalP(t), p, interval };
}

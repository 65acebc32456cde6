import {
  type PairKind,
  rollingExtreme,
  rollingMean,
  rollingMoments,
  rollingPair,
  rollingSum,
} from "../../core/index.js";
import type { Params } from "../node.js";
import { type Operator, type Shape, windowOf } from "./operator.js";
import { type Kernel, rolling } from "./rolling.js";

const lagged = (params: Params): number => params.n as number;

function shifted(name: string, formula: string, apply: Kernel): Operator {
  return { name, arity: 1, params: { n: { kind: "lag" } }, formula, lookback: lagged, apply };
}

/** Value and value `n` rows before, combined; the first `n` rows are missing. */
function withLag(combine: (x: Float64Array, out: Float64Array, distance: number) => void): Kernel {
  return ([x], out, params, { columns }) => {
    const distance = Math.min(lagged(params) * columns, out.length);
    out.fill(Number.NaN, 0, distance);
    combine(x, out, distance);
    for (let i = distance; i < out.length; i++) if (!Number.isFinite(out[i])) out[i] = Number.NaN;
  };
}

export const timeSeries: readonly Operator[] = [
  shifted("lag", "x[t−n]", ([x], out, params, { columns }) => {
    const distance = Math.min(lagged(params) * columns, out.length);
    out.fill(Number.NaN, 0, distance);
    out.set(x.subarray(0, out.length - distance), distance);
  }),
  shifted(
    "delta",
    "x[t] − x[t−n]",
    withLag((x, out, d) => {
      for (let i = d; i < out.length; i++) out[i] = x[i] - x[i - d];
    }),
  ),
  shifted(
    "returns",
    "x[t] / x[t−n] − 1",
    withLag((x, out, d) => {
      for (let i = d; i < out.length; i++) out[i] = x[i] / x[i - d] - 1;
    }),
  ),
  shifted(
    "logReturns",
    "ln(x[t] / x[t−n])",
    withLag((x, out, d) => {
      for (let i = d; i < out.length; i++) out[i] = Math.log(x[i] / x[i - d]);
    }),
  ),
  rolling("sum", "sum of the last n", ([x], out, params, { columns }) => {
    rollingSum(x, columns, windowOf(params), out);
  }),
  rolling("mean", "mean of the last n", ([x], out, params, { columns }) => {
    rollingMean(x, columns, windowOf(params), out);
  }),
  rolling("std", "sample standard deviation (ddof 1) of the last n", ([x], out, params, { columns }) => {
    rollingMoments(x, columns, { ...windowOf(params), kind: "std" }, out);
  }),
  rolling("variance", "sample variance (ddof 1) of the last n", ([x], out, params, { columns }) => {
    rollingMoments(x, columns, { ...windowOf(params), kind: "variance" }, out);
  }),
  rolling("tsZscore", "(x[t] − mean) / std over the last n, ddof 1", ([x], out, params, { columns }) => {
    rollingMoments(x, columns, { ...windowOf(params), kind: "zscore" }, out);
  }),
  rolling("max", "largest of the last n", ([x], out, params, { columns }) => {
    rollingExtreme(x, columns, { ...windowOf(params), kind: "max" }, out);
  }),
  rolling("min", "smallest of the last n", ([x], out, params, { columns }) => {
    rollingExtreme(x, columns, { ...windowOf(params), kind: "min" }, out);
  }),
  rolling(
    "slope",
    "least-squares slope of the last n values on 1 … n, per session",
    ([x], out, params, shape) => {
      rollingPair(x, sessionNumbers(shape), shape.columns, {
        ...windowOf(params),
        kind: "beta",
        target: out,
      });
    },
  ),
  pair("corr", "Pearson correlation over the last n"),
  pair("cov", "sample covariance (ddof 1) over the last n"),
  pair("beta", "least-squares slope of x on y over the last n"),
];

/** Operators over a trailing window of two inputs. */
function pair(name: PairKind, formula: string): Operator {
  const apply: Kernel = ([x, y], out, params, { columns }) => {
    rollingPair(x, y, columns, { ...windowOf(params), kind: name, target: out });
  };
  return { ...rolling(name, formula, apply), arity: 2 };
}

/** Row numbers 0, 1, 2 … in every column: the time axis of a regression, whose slope ignores where it starts. */
function sessionNumbers({ rows, columns }: Shape): Float64Array {
  const numbers = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) numbers.fill(row, row * columns, (row + 1) * columns);
  return numbers;
}

import {
  elementwiseStep,
  type PairKind,
  type Place,
  type RowProgram,
  rollingExtreme,
  rollingMean,
  rollingMoments,
  rollingPair,
  rollingSum,
} from "../../core/index.js";
import type { Params } from "../node.js";
import { MIN, type Operator, rowwise, WINDOW, windowOf } from "./operator.js";
import { type Kernel, rolling } from "./rolling.js";

const lagged = (params: Params): number => params.n as number;

/** Of a value and the value `n` rows before; the first `n` rows are missing. */
function shifted(
  name: string,
  formula: string,
  combine: (program: RowProgram, x: Place, before: Place) => Place,
): Operator {
  return rowwise({
    name,
    arity: 1,
    params: { n: { kind: "lag" } },
    formula,
    lookback: lagged,
    rows: (program, [x], params) => combine(program, x, program.earlier(x, lagged(params))),
  });
}

export const timeSeries: readonly Operator[] = [
  shifted("lag", "x[t−n]", (_, __, before) => before),
  shifted("delta", "x[t] − x[t−n]", (program, ...both) => program.add(elementwiseStep("sub"), ...both)),
  shifted("returns", "x[t] / x[t−n] − 1", (program, ...both) =>
    program.add(elementwiseStep("return"), ...both),
  ),
  shifted("logReturns", "ln(x[t] / x[t−n])", (program, ...both) =>
    program.add(elementwiseStep("logRatio"), ...both),
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
  {
    ...pair(
      "corr",
      "Pearson correlation over the last n; `flat` (default: missing) where a side does not vary",
    ),
    params: { n: WINDOW, flat: { kind: "number", optional: true }, min: MIN },
    apply([x, y], out, params, { columns }) {
      const flat = params.flat as number | undefined;
      rollingPair(x, y, columns, {
        ...windowOf(params),
        kind: "corr",
        target: out,
        ...(flat === undefined ? {} : { flat }),
      });
    },
  },
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

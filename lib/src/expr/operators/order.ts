import { rollingArgExtreme, rollingQuantile, rollingRank } from "../../core/index.js";
import { type Operator, windowOf } from "./operator.js";
import { rolling } from "./rolling.js";

/** Trailing windows in which the order of the values counts, not their size. */
export const orderStatistics: readonly Operator[] = [
  rolling("median", "median of the last n; the mean of the two middle values", ([x], out, params, shape) => {
    rollingQuantile(x, shape.columns, { ...windowOf(params), p: 0.5 }, out);
  }),
  rolling(
    "quantile",
    "p-quantile of the last n, linear interpolation (type 7)",
    ([x], out, params, { columns }) => {
      rollingQuantile(x, columns, { ...windowOf(params), p: params.p as number }, out);
    },
    { p: { kind: "number", min: 0, max: 1 } },
  ),
  rolling(
    "tsRank",
    "average rank of x[t] among the last n / their count, in (0, 1]; ties share their mean rank",
    ([x], out, params, { columns }) => {
      rollingRank(x, columns, windowOf(params), out);
    },
  ),
  rolling(
    "argmax",
    "sessions since the largest of the last n, 0 … n − 1; the oldest of ties",
    ([x], out, params, { columns }) => {
      rollingArgExtreme(x, columns, { ...windowOf(params), kind: "max" }, out);
    },
  ),
  rolling(
    "argmin",
    "sessions since the smallest of the last n, 0 … n − 1; the oldest of ties",
    ([x], out, params, { columns }) => {
      rollingArgExtreme(x, columns, { ...windowOf(params), kind: "min" }, out);
    },
  ),
];

import { rollingCount, rollingDecay, rollingDeviation, rollingProduct } from "../../core/index.js";
import { type Operator, windowOf } from "./operator.js";
import { rolling } from "./rolling.js";

/** More that is gathered over a trailing window. */
export const accumulations: readonly Operator[] = [
  rolling(
    "count",
    "number of present values among the last n; min is 1 by default",
    ([x], out, params, { columns }) => {
      rollingCount(x, columns, windowOf(params), out);
    },
  ),
  rolling("mad", "mean of |x − mean| over the last n", ([x], out, params, { columns }) => {
    rollingDeviation(x, columns, windowOf(params), out);
  }),
  rolling("product", "product of the last n", ([x], out, params, { columns }) => {
    rollingProduct(x, columns, windowOf(params), out);
  }),
  rolling(
    "decayLinear",
    "Σ w x / Σ w over the last n with w = n today, n − 1 the session before, … 1",
    ([x], out, params, { columns }) => {
      rollingDecay(x, columns, windowOf(params), out);
    },
  ),
];

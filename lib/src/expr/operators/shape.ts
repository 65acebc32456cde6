import { rollingDrawdown, rollingPosition, rollingShape, type ShapeKind } from "../../core/index.js";
import { type Operator, windowOf } from "./operator.js";
import { rolling } from "./rolling.js";

/** The shape of what a trailing window holds. */
export const shapes: readonly Operator[] = [
  shape("skew", "skewness of the last n, corrected for bias (G1)"),
  shape("kurt", "excess kurtosis of the last n, corrected for bias (G2)"),
  rolling(
    "tsPosition",
    "(x[t] − min) / (max − min) over the last n, in [0, 1]; missing where they do not vary",
    ([x], out, params, { columns }) => {
      rollingPosition(x, columns, windowOf(params), out);
    },
  ),
  rolling(
    "maxDrawdown",
    "smallest x[j] / x[i] − 1 with i ≤ j inside the last n, in (−1, 0]; values ≤ 0 are skipped",
    ([x], out, params, { columns }) => {
      rollingDrawdown(x, columns, windowOf(params), out);
    },
  ),
];

function shape(name: ShapeKind, formula: string): Operator {
  return rolling(name, formula, ([x], out, params, { columns }) => {
    rollingShape(x, columns, { ...windowOf(params), kind: name }, out);
  });
}

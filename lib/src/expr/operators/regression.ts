import { type RegressionKind, rollingRegression } from "../../core/index.js";
import { type Operator, windowOf } from "./operator.js";
import { rolling } from "./rolling.js";

/** Least squares over a trailing window of n sessions: on time (1 … n), or on another factor. */
export const regressions: readonly Operator[] = [
  onTime("slope", "b of the least-squares line a + b k through the last n values, k = 1 … n, per session"),
  onTime("intercept", "a of the least-squares line a + b k through the last n values, k = 1 … n"),
  onTime("rsquare", "squared correlation of the last n values with 1 … n"),
  onTime("residual", "x[t] − (a + b n), the distance from the least-squares line through the last n values"),
  onOther("interceptOn", "intercept", "a of the least-squares line x = a + b y over the last n"),
  onOther("rsquareOn", "rsquare", "squared correlation of x and y over the last n"),
  onOther(
    "residualOn",
    "residual",
    "x[t] − (a + b y[t]) of the least-squares line x = a + b y over the last n",
  ),
];

function onTime(name: RegressionKind, formula: string): Operator {
  return rolling(name, formula, ([x], target, params, { columns }) => {
    rollingRegression(x, "time", columns, { ...windowOf(params), kind: name, target });
  });
}

function onOther(name: string, kind: RegressionKind, formula: string): Operator {
  const operator = rolling(name, formula, ([x, y], target, params, { columns }) => {
    rollingRegression(x, y, columns, { ...windowOf(params), kind, target });
  });
  return { ...operator, arity: 2 };
}

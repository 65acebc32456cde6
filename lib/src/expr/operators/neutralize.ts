import { residualColumns } from "../../core/index.js";
import { BY } from "./acrossAssets.js";
import { none, type Operator } from "./operator.js";

/**
 * What is left of x on each date after a (weighted) least-squares regression on an intercept, or one per group, and
 * on the other inputs: x, then the weights (the constant 1 for none), then the regressors.
 */
export const neutralize: Operator = {
  name: "neutralize",
  arity: 2,
  more: true,
  constants: true,
  params: { by: BY },
  formula:
    "residual of x on an intercept (one per group of `by`) and z, … across assets, least squares weighted by y",
  lookback: none,
  apply(inputs, out, { by }, { columns, group }) {
    residualColumns(inputs, by === undefined ? new Int32Array(columns) : group(by as string), out);
  },
};

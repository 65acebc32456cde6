import { BY } from "./acrossAssets.js";
import { none, type Operator } from "./operator.js";
import { Residuals } from "./residuals.js";

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
    const codes = by === undefined ? new Int32Array(columns) : group(by as string);
    const fit = new Residuals(codes, inputs.length - 2);
    const fixed = inputs.map((x) => (x.length === 1 ? new Float64Array(columns).fill(x[0]) : undefined));
    for (let base = 0; base < out.length; base += columns) {
      fit.of(
        inputs.map((input, k) => fixed[k] ?? input.subarray(base, base + columns)),
        out.subarray(base, base + columns),
      );
    }
  },
};

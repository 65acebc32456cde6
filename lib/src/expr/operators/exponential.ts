import { ewmMean, ewmMoments } from "../../core/index.js";
import type { Params } from "../node.js";
import { MIN, type Operator, type ParamSpec } from "./operator.js";

const PARAMS: Readonly<Record<string, ParamSpec>> = {
  alpha: { kind: "number", min: Number.MIN_VALUE, max: 1 },
  adjust: { kind: "flag", optional: true },
  min: MIN,
};

const options = (params: Params): { alpha: number; adjust: boolean; min?: number } => ({
  alpha: params.alpha as number,
  adjust: params.adjust === true,
  min: params.min as number | undefined,
});

/** Exponentially weighted statistics: they carry their whole history. */
export const exponentials: readonly Operator[] = [
  {
    name: "ewm",
    arity: 1,
    params: PARAMS,
    formula:
      "m[t] = (1 − alpha) m[t−1] + alpha x[t], started at the first value; adjust: mean with weights (1 − alpha)^age",
    lookback: () => Number.POSITIVE_INFINITY,
    apply([x], out, params, { columns }) {
      if (params.adjust === true) ewmMoments(x, columns, { ...options(params), kind: "mean" }, out);
      else ewmMean(x, columns, options(params), out);
    },
  },
  {
    name: "ewmStd",
    arity: 1,
    params: PARAMS,
    formula: "√(Σ w (x − m)² / Σ w · (Σ w)² / ((Σ w)² − Σ w²)) with the weights of ewm",
    lookback: () => Number.POSITIVE_INFINITY,
    apply([x], out, params, { columns }) {
      ewmMoments(x, columns, { ...options(params), kind: "std" }, out);
    },
  },
];

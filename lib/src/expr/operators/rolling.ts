import type { Params } from "../node.js";
import { MIN, type Operator, type ParamSpec, type Shape, WINDOW } from "./operator.js";

export type Kernel = (
  inputs: readonly Float64Array[],
  out: Float64Array,
  params: Params,
  shape: Shape,
) => void;

const trailing = (params: Params): number => (params.n as number) - 1;

/** Operators over a trailing window of `n` sessions, today included; `min` present values make a result. */
export function rolling(
  name: string,
  formula: string,
  apply: Kernel,
  params: Readonly<Record<string, ParamSpec>> = {},
): Operator {
  return { name, arity: 1, params: { n: WINDOW, ...params, min: MIN }, formula, lookback: trailing, apply };
}

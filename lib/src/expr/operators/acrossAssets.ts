import type { Params } from "../node.js";
import { none, type Operator, type ParamSpec, type Shape } from "./operator.js";

/** Turns one date's values into results, for the columns of one group. */
export type RowKernel = (values: Float64Array, out: Float64Array, params: Params) => void;

export const BY: ParamSpec = { kind: "text", optional: true };

/**
 * An operator across the assets of one date, within groups when `by` names a market grouping (an asset without a
 * group is then missing). Missing assets do not count and stay missing.
 */
export function crossSection(
  name: string,
  formula: string,
  kernel: RowKernel,
  params: Record<string, ParamSpec> = {},
): Operator {
  return {
    name,
    arity: 1,
    params: { ...params, by: BY },
    formula,
    lookback: none,
    apply([x], out, given, shape) {
      if (given.by === undefined) wholeRows(x, out, shape, given, kernel);
      else rowsByGroup(x, out, shape, given, kernel);
    },
  };
}

function wholeRows(
  x: Float64Array,
  out: Float64Array,
  shape: Shape,
  params: Params,
  kernel: RowKernel,
): void {
  const { columns } = shape;
  for (let base = 0; base < x.length; base += columns) {
    kernel(x.subarray(base, base + columns), out.subarray(base, base + columns), params);
  }
}

function rowsByGroup(
  x: Float64Array,
  out: Float64Array,
  shape: Shape,
  params: Params,
  kernel: RowKernel,
): void {
  const groups = groupsOf(shape.group(params.by as string));
  out.fill(Number.NaN);
  for (let base = 0; base < x.length; base += shape.columns) {
    for (const { columns, values, results } of groups) {
      for (let k = 0; k < columns.length; k++) values[k] = x[base + columns[k]];
      kernel(values, results, params);
      for (let k = 0; k < columns.length; k++) out[base + columns[k]] = results[k];
    }
  }
}

/** The columns of one group and room for one row of it. */
interface Group {
  readonly columns: Int32Array;
  readonly values: Float64Array;
  readonly results: Float64Array;
}

function groupsOf(codes: Int32Array): Group[] {
  const members = new Map<number, number[]>();
  codes.forEach((code, column) => {
    if (code >= 0) members.set(code, [...(members.get(code) ?? []), column]);
  });
  return [...members.values()].map((columns) => ({
    columns: Int32Array.from(columns),
    values: new Float64Array(columns.length),
    results: new Float64Array(columns.length),
  }));
}

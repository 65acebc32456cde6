import { quantileSorted, rankInto, sortedRow } from "../../core/index.js";
import type { Params } from "../node.js";
import { none, type Operator, type ParamSpec, type Shape } from "./operator.js";

/** Turns one date's values into results, for the columns of one group. */
type RowKernel = (values: Float64Array, out: Float64Array, params: Params) => void;

const BY: ParamSpec = { kind: "text", optional: true };

/**
 * Operators across the assets of one date, within groups when `by` names a market grouping (an asset without a
 * group is then missing). Missing assets do not count and stay missing.
 */
function crossSection(
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

function rankShare(values: Float64Array, out: Float64Array): void {
  const n = rankInto(values, out);
  for (let i = 0; i < out.length; i++) out[i] /= n;
}

function demean(values: Float64Array, out: Float64Array): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    sum += values[i];
    n++;
  }
  for (let i = 0; i < values.length; i++) out[i] = values[i] - sum / n;
  return n;
}

function zscore(values: Float64Array, out: Float64Array): void {
  const n = demean(values, out);
  let squares = 0;
  for (let i = 0; i < out.length; i++) if (!Number.isNaN(out[i])) squares += out[i] * out[i];
  const std = n > 1 && squares > 0 ? Math.sqrt(squares / (n - 1)) : Number.NaN;
  for (let i = 0; i < out.length; i++) out[i] /= std;
}

function winsorize(values: Float64Array, out: Float64Array, params: Params): void {
  const tail = params.tail as number;
  const row = sortedRow(values);
  const sorted = row.values.subarray(0, row.n);
  const low = quantileSorted(sorted, tail);
  const high = quantileSorted(sorted, 1 - tail);
  for (let i = 0; i < values.length; i++) {
    out[i] = Math.min(high, Math.max(low, values[i]));
  }
}

export const crossSections: readonly Operator[] = [
  crossSection("rank", "average rank / count, in (0, 1]; ties share their mean rank", rankShare),
  crossSection("demean", "x − mean across assets", (values, out) => {
    demean(values, out);
  }),
  crossSection("zscore", "(x − mean) / std across assets, ddof 1", zscore),
  crossSection("winsorize", "x held inside its tail and 1 − tail quantiles across assets", winsorize, {
    tail: { kind: "number", min: 0, max: 0.5 },
  }),
];

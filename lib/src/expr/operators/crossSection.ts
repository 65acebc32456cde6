import {
  type AcrossKind,
  acrossStep,
  normalQuantile,
  quantileSorted,
  rankInto,
  rankStep,
  sortedRow,
} from "../../core/index.js";
import type { Params } from "../node.js";
import { BY, crossSection } from "./acrossAssets.js";
import { compiled } from "./arithmetic.js";
import { neutralize } from "./neutralize.js";
import { none, type Operator, type ParamSpec, rowwise } from "./operator.js";

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

/** Median absolute deviation from the median → standard deviation, for normal values: 1 / Φ⁻¹(3/4). */
const MAD_TO_STD = 1.4826022185056018;

function winsorizeMad(values: Float64Array, out: Float64Array, params: Params): void {
  const middle = medianOf(values);
  for (let i = 0; i < values.length; i++) out[i] = Math.abs(values[i] - middle);
  const mad = medianOf(out);
  const reach = mad > 0 ? (params.k as number) * MAD_TO_STD * mad : Infinity;
  for (let i = 0; i < values.length; i++) {
    out[i] = Math.min(middle + reach, Math.max(middle - reach, values[i]));
  }
}

function medianOf(values: Float64Array): number {
  const row = sortedRow(values);
  return quantileSorted(row.values.subarray(0, row.n), 0.5);
}

let codes = new Int8Array(0);

function bucket(values: Float64Array, out: Float64Array, params: Params): void {
  if (codes.length < values.length) codes = new Int8Array(values.length);
  const row = codes.subarray(0, values.length);
  sortedRow(values).buckets(params.q as number, row);
  for (let i = 0; i < row.length; i++) out[i] = row[i] > 0 ? row[i] : Number.NaN;
}

function gaussRank(values: Float64Array, out: Float64Array): void {
  const n = rankInto(values, out);
  for (let i = 0; i < out.length; i++) if (out[i] > 0) out[i] = normalQuantile(out[i] / (n + 1));
}

/** An operator across assets, or inside groups, whose loop is compiled. */
function compared(
  name: string,
  kind: AcrossKind,
  formula: string,
  params: Record<string, ParamSpec> = {},
): Operator {
  return rowwise({
    name,
    arity: 1,
    params: { ...params, by: BY },
    formula,
    lookback: none,
    rows(program, [x], { by, to }, { columns, group }) {
      const codes = by === undefined ? undefined : group(by as string);
      return program.add(acrossStep(columns, { kind, codes, to: to as number | undefined }), x);
    },
  });
}

export const crossSections: readonly Operator[] = [
  rowwise({
    name: "rank",
    arity: 1,
    params: { by: BY },
    formula: "average rank / count, in (0, 1]; ties share their mean rank",
    lookback: none,
    rows: (program, [x], { by }, { columns, group }) =>
      program.add(rankStep(columns, by === undefined ? undefined : group(by as string)), x),
  }),
  compared("demean", "demean", "x − mean across assets"),
  compared("zscore", "zscore", "(x − mean) / std across assets, ddof 1"),
  crossSection(
    "winsorize",
    "x held inside its tail and 1 − tail quantiles (type 7) across assets",
    winsorize,
    {
      tail: { kind: "number", min: 0, max: 0.5 },
    },
  ),
  crossSection(
    "winsorizeMad",
    "x held within k robust standard deviations (1.4826 · median |x − median|) of the median across assets",
    winsorizeMad,
    { k: { kind: "number", min: 0 } },
  ),
  compared("scale", "scale", "x · to / Σ|x| across assets; to is 1 by default", {
    to: { kind: "number", min: Number.MIN_VALUE, optional: true },
  }),
  crossSection("bucket", "quantile bucket 1 … q of x across assets, as pandas qcut", bucket, {
    q: { kind: "integer", min: 2, max: 127 },
  }),
  crossSection("gaussRank", "Φ⁻¹(average rank / (count + 1)) across assets", gaussRank),
  compared("groupMean", "mean", "mean across assets, given to each of them that has a value"),
  compiled("mask", "mask", "x where y is present and not 0; missing elsewhere"),
  neutralize,
];

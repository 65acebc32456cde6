import { normalQuantile, quantileSorted, rankInto, sortedRow } from "../../core/index.js";
import type { Params } from "../node.js";
import { crossSection } from "./acrossAssets.js";
import { compiled } from "./arithmetic.js";
import { neutralize } from "./neutralize.js";
import type { Operator } from "./operator.js";

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

function scale(values: Float64Array, out: Float64Array, params: Params): void {
  let gross = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) gross += Math.abs(values[i]);
  const factor = gross > 0 ? ((params.to as number | undefined) ?? 1) / gross : Number.NaN;
  for (let i = 0; i < values.length; i++) out[i] = values[i] * factor;
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

function groupMean(values: Float64Array, out: Float64Array): void {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    sum += values[i];
    n++;
  }
  for (let i = 0; i < values.length; i++) out[i] = Number.isNaN(values[i]) ? Number.NaN : sum / n;
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
  crossSection(
    "winsorizeMad",
    "x held within k robust standard deviations (1.4826 · median |x − median|) of the median across assets",
    winsorizeMad,
    { k: { kind: "number", min: 0 } },
  ),
  crossSection("scale", "x · to / Σ|x| across assets; to is 1 by default", scale, {
    to: { kind: "number", min: Number.MIN_VALUE, optional: true },
  }),
  crossSection("bucket", "quantile bucket 1 … q of x across assets, as pandas qcut", bucket, {
    q: { kind: "integer", min: 2, max: 127 },
  }),
  crossSection("gaussRank", "Φ⁻¹(average rank / (count + 1)) across assets", gaussRank),
  crossSection("groupMean", "mean across assets, given to each of them that has a value", groupMean),
  compiled("mask", "mask", "x where y is present and not 0; missing elsewhere"),
  neutralize,
];

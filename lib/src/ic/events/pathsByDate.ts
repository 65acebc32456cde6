import { type Panel, SortedRow } from "../../core/index.js";
import type { Span } from "../span.js";

interface PathsInput {
  readonly factor: Panel;
  readonly price: Panel;
  readonly span: Span;
  readonly before: number;
  readonly after: number;
  readonly quantiles: number;
  readonly demeaned: boolean;
  readonly minNames: number;
}

/** Per quantile, row-major dates × days: mean return from the date to the day; `NaN` where there is none. */
export interface PathsByDate {
  readonly paths: readonly Float64Array[];
  /** Dates with quantiles. */
  readonly dates: number;
}

export function pathsByDate(input: PathsInput): PathsByDate {
  const { factor, price, span, before, after, quantiles, minNames } = input;
  const width = price.assets.length;
  const days = before + after + 1;
  const size = (span.end - span.start) * days;
  const paths = Array.from({ length: quantiles }, () => new Float64Array(size).fill(Number.NaN));
  const row = new SortedRow(width);
  const known = new Float64Array(width);
  const buckets = new Int8Array(width);
  let dates = 0;
  for (let t = span.start; t < span.end; t++) {
    const start = price.row(t);
    const values = factor.row(t);
    for (let j = 0; j < width; j++) known[j] = isPrice(start[j]) ? values[j] : Number.NaN;
    row.sort(known);
    if (row.n < minNames || row.buckets(quantiles, buckets) < quantiles) continue;
    dates++;
    for (let k = Math.max(0, before - t); k < days && t + k - before < price.time.length; k++) {
      const means = quantileMeans(start, price.row(t + k - before), buckets, input);
      const at = (t - span.start) * days + k;
      for (let q = 0; q < quantiles; q++) paths[q][at] = means[q];
    }
  }
  return { paths, dates };
}

/** Mean return per quantile from one row of prices to another; `NaN` for a quantile without both. */
function quantileMeans(
  start: Float64Array,
  end: Float64Array,
  buckets: Int8Array,
  { quantiles, demeaned }: PathsInput,
): Float64Array {
  const sums = new Float64Array(quantiles);
  const names = new Int32Array(quantiles);
  for (let j = 0; j < buckets.length; j++) {
    if (buckets[j] === 0 || !isPrice(end[j])) continue;
    sums[buckets[j] - 1] += end[j] / start[j] - 1;
    names[buckets[j] - 1]++;
  }
  const all = sums.reduce((a, b) => a + b, 0) / names.reduce((a, b) => a + b, 0);
  return sums.map((sum, q) => sum / names[q] - (demeaned ? all : 0));
}

function isPrice(value: number): boolean {
  return value > 0 && value < Infinity;
}

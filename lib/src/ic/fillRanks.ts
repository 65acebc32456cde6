import { SortedRow } from "../core/index.js";
import type { FactorFrame } from "./factorFrame.js";
import type { FactorOrder } from "./factorOrder.js";

/** Ranks and quantiles of the pairs of each date; a date with fewer than `minNames` pairs falls out whole. */
export function fillRanks(frame: FactorFrame, order: FactorOrder, minNames: number): void {
  const width = frame.assets.length;
  const row = new SortedRow(width);
  for (let i = 0; i < frame.names.length; i++) {
    if (frame.names[i] < minNames) dropDate(frame, i);
    const start = i * width;
    takePairs(frame, order, i, row);
    row.ranks(frame.ranks.subarray(start, start + width));
    const buckets = frame.buckets.subarray(start, start + width);
    if (row.buckets(frame.quantiles, buckets) < frame.quantiles) {
      buckets.fill(0);
      if (frame.names[i] > 0) frame.tied[i] = 1;
    }
  }
}

function dropDate(frame: FactorFrame, i: number): void {
  const width = frame.assets.length;
  frame.lossByDate.too_few[i] = frame.names[i];
  frame.names[i] = 0;
  frame.factor.fill(Number.NaN, i * width, (i + 1) * width);
  frame.forward.fill(Number.NaN, i * width, (i + 1) * width);
}

/** The date's pairs in the order of the factor. */
function takePairs({ factor, assets }: FactorFrame, order: FactorOrder, i: number, row: SortedRow): void {
  const start = i * assets.length;
  let n = 0;
  for (let k = start; k < start + order.counts[i]; k++) {
    const j = order.columns[k];
    const value = factor[start + j];
    if (Number.isNaN(value)) continue;
    row.values[n] = value;
    row.columns[n++] = j;
  }
  row.n = n;
}

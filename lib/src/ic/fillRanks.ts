import { SortedRow } from "../core/index.js";
import type { FactorFrame } from "./factorFrame.js";
import { fillBuckets } from "./factorSide.js";
import type { Sides } from "./fillPairs.js";
import { takeRow } from "./rowOrder.js";

interface RankOptions {
  readonly minNames: number;
  /** See `LoadedRows`. */
  readonly whole: Uint8Array;
}

/** Ranks and quantiles of the pairs of each date; a date with fewer than `minNames` pairs falls out whole. */
export function fillRanks(frame: FactorFrame, sides: Sides, { minNames, whole }: RankOptions): void {
  const row = new SortedRow(frame.assets.length);
  for (let i = 0; i < frame.names.length; i++) {
    if (frame.names[i] < minNames) dropDate(frame, i);
    const all = frame.names[i] === sides.factor.order.counts[i];
    if (!all) fillFactorRow(frame, sides, i, row);
    else if (whole[i] === 0) copyFactorRow(frame, sides, i);
    if (all) frame.tied[i] = sides.factor.tied[i];
    whole[i] = all ? 1 : 0;
    fillForwardRow(frame, sides, i, row);
  }
}

function copyFactorRow(frame: FactorFrame, { factor }: Sides, i: number): void {
  const [start, end] = rowOf(frame, i);
  frame.ranks.set(factor.order.ranks.subarray(start, end), start);
  frame.buckets.set(factor.buckets.subarray(start, end), start);
}

function fillFactorRow(frame: FactorFrame, { factor }: Sides, i: number, row: SortedRow): void {
  const [start, end] = rowOf(frame, i);
  takeRow(factor, i, frame.factor, row);
  row.ranks(frame.ranks.subarray(start, end));
  frame.tied[i] = fillBuckets(row, frame.quantiles, frame.buckets.subarray(start, end));
}

function fillForwardRow(frame: FactorFrame, { forward }: Sides, i: number, row: SortedRow): void {
  const [start, end] = rowOf(frame, i);
  if (frame.names[i] === forward.order.counts[i]) {
    const { ranks } = forward.order;
    if (frame.forwardRanks !== ranks) frame.forwardRanks.set(ranks.subarray(start, end), start);
  } else {
    takeRow(forward, i, frame.forward, row);
    row.ranks(frame.forwardRanks.subarray(start, end));
  }
}

function rowOf({ assets }: FactorFrame, i: number): [start: number, end: number] {
  return [i * assets.length, (i + 1) * assets.length];
}

function dropDate(frame: FactorFrame, i: number): void {
  const [start, end] = rowOf(frame, i);
  frame.lossByDate.too_few[i] = frame.names[i];
  frame.names[i] = 0;
  frame.factor.fill(Number.NaN, start, end);
  frame.forward.fill(Number.NaN, start, end);
}

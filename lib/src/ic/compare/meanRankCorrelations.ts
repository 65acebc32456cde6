import { computeEach, type Factor, type FieldSource } from "../../expr/index.js";
import type { Span } from "../span.js";
import { dateRanks } from "./dateRanks.js";
import { type MeanCorrelations, RankDate } from "./rankDate.js";

interface Extent {
  readonly span: Span;
  readonly minNames: number;
}

/** Bytes of ranks held at once. */
const BUDGET = 512 * 2 ** 20;

export async function meanRankCorrelations(
  market: FieldSource,
  factors: readonly Factor[],
  { span, minNames }: Extent,
): Promise<MeanCorrelations> {
  const width = market.assets.length;
  const rows = Math.max(1, Math.floor(BUDGET / (2 * width * factors.length)));
  const date = new RankDate(factors.length, width, minNames);
  for (let start = span.start; start < span.end; start += rows) {
    const part = { start, end: Math.min(start + rows, span.end) };
    const ranks = await ranksOf(market, factors, part);
    for (let i = 0; i < part.end - part.start; i++) date.add(ranks, i);
  }
  return date.means();
}

async function ranksOf(market: FieldSource, factors: readonly Factor[], span: Span): Promise<Uint16Array[]> {
  const out: Uint16Array[] = [];
  for await (const { index, panel } of computeEach(market, factors)) out[index] = dateRanks(panel, span);
  return out;
}

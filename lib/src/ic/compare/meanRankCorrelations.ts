import { computeEach, type Factor, type FieldSource } from "../../expr/index.js";
import type { Span } from "../span.js";
import { dateRanks } from "./dateRanks.js";
import { type MeanCorrelations, RankDate } from "./rankDate.js";

interface Extent {
  readonly span: Span;
  /** One date out of so many counts. */
  readonly every: number;
  readonly minNames: number;
  /** Bytes of ranks held at once. */
  readonly budget?: number;
}

const BUDGET = 512 * 2 ** 20;

export async function meanRankCorrelations(
  market: FieldSource,
  factors: readonly Factor[],
  { span, every, minNames, budget = BUDGET }: Extent,
): Promise<MeanCorrelations> {
  const width = market.assets.length;
  const dates: number[] = [];
  for (let row = span.start; row < span.end; row += every) dates.push(row);
  const atOnce = Math.max(1, Math.floor(budget / (2 * width * factors.length)));
  const date = new RankDate(factors.length, width, minNames);
  for (let start = 0; start < dates.length; start += atOnce) {
    const rows = dates.slice(start, start + atOnce);
    const ranks = await ranksOf(market, factors, rows);
    for (let i = 0; i < rows.length; i++) date.add(ranks, i);
  }
  return date.means();
}

async function ranksOf(
  market: FieldSource,
  factors: readonly Factor[],
  rows: readonly number[],
): Promise<Uint16Array[]> {
  const out: Uint16Array[] = [];
  for await (const { index, panel } of computeEach(market, factors)) out[index] = dateRanks(panel, rows);
  return out;
}

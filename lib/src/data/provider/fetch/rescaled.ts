import type { Lake } from "../../lake/lake.js";
import type { SymbolFetch } from "./fetched.js";
import { publishedCloses } from "./publishedTails.js";

/** Relative; adjusted prices are rounded, so that a small difference is none. */
const SAME = 1e-4;

/**
 * Symbols whose adjusted prices have another scale than the published ones: a split or dividend since then has changed all of
 * their history, which has to be fetched anew.
 */
export async function rescaled(
  lake: Lake,
  dataset: string,
  fetched: readonly SymbolFetch[],
): Promise<string[]> {
  const first = fetched.flatMap(({ bars }) => bars[0]?.time ?? []).sort()[0];
  const { from, to } = lake.version(dataset);
  if (first === undefined || first > to) return [];
  const closes = await publishedCloses(lake, dataset, first > from ? first : from);
  const moved = ({ symbol, bars }: SymbolFetch) =>
    bars.some(({ time, close }) => {
      const before = closes.get(`${symbol} ${time}`);
      return before !== undefined && close !== null && Math.abs(close / before - 1) > SAME;
    });
  return fetched.filter(moved).map(({ symbol }) => symbol);
}

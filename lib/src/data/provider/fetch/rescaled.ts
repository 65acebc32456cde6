import type { Lake } from "../../lake/lake.js";
import type { SymbolFetch } from "./fetched.js";
import { publishedCloses } from "./publishedTails.js";

/** Relative; adjusted prices are rounded, so that a small difference is none. */
const SAME = 1e-4;

/**
 * Symbols whose adjusted prices have another scale than the published ones: a split or dividend since then has changed all of
 * their history, which has to be fetched anew. Of bars within sessions most must have it: one alone is a restatement.
 */
export async function rescaled(
  lake: Lake,
  dataset: string,
  fetched: readonly SymbolFetch[],
): Promise<string[]> {
  const first = fetched.flatMap(({ bars }) => bars[0]?.time.slice(0, 10) ?? []).sort()[0];
  const { from, to, intraday } = lake.version(dataset);
  if (first === undefined || first > to) return [];
  const closes = await publishedCloses(lake, dataset, first > from ? first : from);
  const moved = ({ symbol, bars }: SymbolFetch) => {
    const ratios = bars.flatMap(({ time, close }) => {
      const before = closes.get(`${symbol} ${time}`);
      return before === undefined || close === null ? [] : close / before;
    });
    const other = ratios.filter((ratio) => Math.abs(ratio - 1) > SAME).length;
    return intraday ? other > ratios.length / 2 : other > 0;
  };
  return fetched.filter(moved).map(({ symbol }) => symbol);
}

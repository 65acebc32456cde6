import { toInstant } from "../../core/index.js";
import type { Market } from "../market/market.js";
import type { Stream } from "./joinField.js";

interface Split {
  /** Midnight UTC of the ex-date. */
  readonly at: number;
  /** New shares per old one. */
  readonly ratio: number;
}

/**
 * Divide the newest values per share, in place, by the splits with known time < ex-date ≤ session: a report of 4 USD per
 * share says 2 after a split of 2 for 1. The splits are those of the market, so none is used before its ex-date.
 */
export function rescaleForSplits(
  out: Float64Array,
  {
    market,
    decisions,
    streams,
  }: {
    market: Market;
    decisions: Float64Array;
    streams: ReadonlyMap<string | null, Stream>;
  },
): void {
  const { time, assets } = market;
  for (const [symbol, splits] of splitsBySymbol(market)) {
    const known = streams.get(symbol)?.known;
    const column = assets.indexOf(symbol);
    if (!known || column < 0) continue;
    let end = 0;
    for (let row = 0; row < time.length; row++) {
      while (end < known.length && known[end] <= decisions[row]) end++;
      if (end > 0)
        out[row * assets.length + column] /= sharesSince(splits, known[end - 1], time.instants[row]);
    }
  }
}

function splitsBySymbol({ actions }: Market): Map<string, Split[]> {
  const splits = new Map<string, Split[]>();
  for (const { symbol, date, kind, value } of actions) {
    if (kind !== "split") continue;
    const own = splits.get(symbol) ?? [];
    own.push({ at: toInstant(date), ratio: value });
    splits.set(symbol, own);
  }
  return splits;
}

function sharesSince(splits: readonly Split[], known: number, session: number): number {
  let ratio = 1;
  for (const split of splits) if (split.at > known && split.at <= session) ratio *= split.ratio;
  return ratio;
}

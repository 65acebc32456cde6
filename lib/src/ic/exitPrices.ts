import type { Panel } from "../core/index.js";
import type { Delisting } from "../data/index.js";

/**
 * Prices as who holds a symbol gets them: after the last price of a symbol that is delisted, that price × (1 + `return`), kept as
 * cash. A symbol is delisted when the data go on for at least `after` sessions without a price. Reads the future.
 */
export function exitPrices({ values, time, assets }: Panel, delisting: Required<Delisting>): Float64Array {
  const out = values.slice();
  const width = assets.length;
  for (let j = 0; j < width; j++) {
    let last = time.length - 1;
    while (last >= 0 && !isPrice(values[last * width + j])) last--;
    if (last < 0 || time.length - 1 - last < delisting.after) continue;
    const paid = values[last * width + j] * (1 + delisting.return);
    for (let i = last + 1; i < time.length; i++) out[i * width + j] = paid;
  }
  return out;
}

const isPrice = (value: number): boolean => value > 0 && value < Infinity;

import type { Market } from "../market/market.js";
import { type DecisionOptions, decisionsOf } from "./decisions.js";
import type { EventData } from "./eventColumns.js";

/** Each event of a symbol of the market with the first session whose decision knows of it. */
export function reactionsOf(
  { known, symbols }: EventData,
  { time, assets }: Market,
  options: DecisionOptions = {},
): { symbol: string; date: string }[] {
  const decisions = decisionsOf(time, options);
  const out: { symbol: string; date: string }[] = [];
  let row = 0;
  for (let i = 0; i < known.length; i++) {
    while (row < decisions.length && decisions[row] < known[i]) row++;
    if (row === decisions.length) break;
    const symbol = symbols[i];
    if (row > 0 && symbol !== null && assets.indexOf(symbol) >= 0)
      out.push({ symbol, date: time.label(row) });
  }
  return out;
}

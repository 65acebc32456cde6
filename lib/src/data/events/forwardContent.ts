import { fail, pearson } from "../../core/index.js";
import type { Market } from "../market/market.js";
import { type DecisionOptions, decisionsOf } from "./decisions.js";
import type { EventData } from "./eventColumns.js";

/** Sessions over which a column could hold the return that followed. */
const HORIZONS = [1, 5, 21, 63, 126] as const;
const LEAST_EVENTS = 50;
const LARGEST = 0.9;

/**
 * Refuse columns that are nearly the return that followed the event in this market, whatever they are called: a correlation
 * above 0.9, over at least 50 events, with the return of 1, 5, 21, 63 or 126 sessions from the close that knew of it, or from
 * the one after. What can be known beforehand does not come near that.
 */
export function checkForward(
  who: string,
  { data }: { readonly data: EventData },
  { columns, market, options }: { columns: readonly string[]; market: Market; options: DecisionOptions },
): void {
  const values = columns.flatMap((name) => {
    const numbers = data.numbers.get(name);
    return numbers ? [{ name, numbers }] : [];
  });
  if (values.length === 0 || data.symbols[0] === null) return;
  const cells = reactionCells(data, market, options);
  const close = market.panel("close").values;
  const width = market.assets.length;
  for (const horizon of HORIZONS) {
    for (const start of [0, 1]) {
      const returns = cells.map(
        (cell) => close[cell + (start + horizon) * width] / close[cell + start * width] - 1,
      );
      for (const { name, numbers } of values) {
        if (!resembles(numbers, returns)) continue;
        fail(who, `the column ${name} is the return of the ${horizon} sessions after the event`, {
          fix: "leave it out: nobody knew it at that time",
        });
      }
    }
  }
}

function resembles(numbers: Float64Array, returns: Float64Array): boolean {
  let pairs = 0;
  for (let i = 0; i < numbers.length; i++) if (!Number.isNaN(numbers[i] + returns[i])) pairs++;
  return pairs >= LEAST_EVENTS && pearson(numbers, returns) > LARGEST;
}

/** Per event, the cell of the first session that decides with knowledge of it; `NaN` where there is none. */
function reactionCells(
  { known, symbols }: EventData,
  { time, assets }: Market,
  options: DecisionOptions,
): Float64Array {
  const decisions = decisionsOf(time, options);
  let row = 0;
  return Float64Array.from(known, (instant, i) => {
    while (row < decisions.length && decisions[row] < instant) row++;
    const column = assets.indexOf(symbols[i] ?? "");
    return column < 0 || row === decisions.length || row === 0 ? Number.NaN : row * assets.length + column;
  });
}

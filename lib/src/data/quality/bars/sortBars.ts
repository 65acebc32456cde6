import { type DailyBars, NUMBER_COLUMNS, startsOf } from "./bars.js";

/** Bars in the order of their delivery. */
export type Delivered = Omit<DailyBars, "starts">;

/** By symbol, session and row: two stable counting sorts, then the few rows of one symbol and session by row. */
export function sortBars(delivered: Delivered): DailyBars {
  const { length, symbol, session, row, symbols, days } = delivered;
  const identity = new Int32Array(length);
  for (let i = 0; i < length; i++) identity[i] = i;
  const bySession = countingSort(identity, session, { least: -1, keys: days.length + 1 });
  const order = countingSort(bySession, symbol, { least: 0, keys: symbols.length });
  sortRepeated(order, delivered);
  const sorted = Object.fromEntries(
    NUMBER_COLUMNS.map((name) => [name, gather(delivered[name], order, new Float64Array(length))]),
  ) as Pick<DailyBars, (typeof NUMBER_COLUMNS)[number]>;
  const symbolSorted = gather(symbol, order, new Int32Array(length));
  return {
    ...sorted,
    length,
    symbol: symbolSorted,
    session: gather(session, order, new Int32Array(length)),
    bad: gather(delivered.bad, order, new Uint8Array(length)),
    out: gather(delivered.out, order, new Uint8Array(length)),
    row: gather(row, order, new Int32Array(length)),
    symbols,
    days,
    starts: startsOf(symbolSorted, length, symbols.length),
  };
}

function countingSort(order: Int32Array, key: Int32Array, { least, keys }: { least: number; keys: number }) {
  const next = new Int32Array(keys + 1);
  for (let i = 0; i < order.length; i++) next[key[order[i]] - least + 1]++;
  for (let k = 0; k < keys; k++) next[k + 1] += next[k];
  const out = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) out[next[key[order[i]] - least]++] = order[i];
  return out;
}

function sortRepeated(order: Int32Array, { symbol, session, row }: Delivered): void {
  for (let i = 1; i < order.length; i++) {
    const at = order[i];
    let j = i;
    while (
      j > 0 &&
      row[order[j - 1]] > row[at] &&
      session[order[j - 1]] === session[at] &&
      symbol[order[j - 1]] === symbol[at]
    ) {
      order[j] = order[j - 1];
      j--;
    }
    order[j] = at;
  }
}

function gather<T extends Float64Array | Int32Array | Uint8Array>(source: T, order: Int32Array, out: T): T {
  for (let i = 0; i < order.length; i++) out[i] = source[order[i]];
  return out;
}

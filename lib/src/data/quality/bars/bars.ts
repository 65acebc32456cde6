/**
 * Daily bars as columns, sorted by symbol, session and delivery. A missing number is `NaN`. Symbol 0 stands for
 * rows without a symbol, session −1 for rows without a date: rules take them out before any other looks at sequences.
 */
export interface DailyBars {
  readonly length: number;
  /** Position → symbol number; `symbols[0]` is empty. */
  readonly symbol: Int32Array;
  /** Position → session number. */
  readonly session: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** 1 where a cell was neither empty nor a finite number. */
  readonly bad: Uint8Array;
  /** 1 where a row is not to be judged: it has fallen before, and is no missing one. */
  readonly out: Uint8Array;
  /** Number of the row as it was delivered. */
  readonly row: Int32Array;
  readonly symbols: readonly string[];
  /** Session number → day since 1970-01-01, increasing: every date that was delivered. */
  readonly days: Int32Array;
  /** Symbol s has the positions `starts[s]` … `starts[s + 1]` − 1. */
  readonly starts: Int32Array;
}

export const NUMBER_COLUMNS = ["open", "high", "low", "close", "volume"] as const;

const COLUMNS = [...NUMBER_COLUMNS, "symbol", "session", "bad", "out", "row"] as const;

/** The bars whose `fallen` is 0, in the same memory: `bars` must not be used afterwards. */
export function withoutFallen(bars: DailyBars, fallen: Uint8Array): DailyBars {
  const runs = runsOfZeros(fallen, bars.length);
  const kept = { ...bars };
  for (const name of COLUMNS) Object.assign(kept, { [name]: closeUp(bars[name], runs) });
  const { length } = kept.symbol;
  return { ...kept, length, starts: startsOf(kept.symbol, length, bars.symbols.length) };
}

/** First position and end of each run, one after the other. */
function runsOfZeros(fallen: Uint8Array, length: number): number[] {
  const runs: number[] = [];
  for (let from = 0; from < length; ) {
    const hit = fallen.indexOf(1, from);
    const end = hit < 0 || hit > length ? length : hit;
    if (end > from) runs.push(from, end);
    from = end + 1;
  }
  return runs;
}

function closeUp<T extends Float64Array | Int32Array | Uint8Array>(column: T, runs: readonly number[]): T {
  let length = 0;
  for (let k = 0; k < runs.length; k += 2) {
    column.copyWithin(length, runs[k], runs[k + 1]);
    length += runs[k + 1] - runs[k];
  }
  return column.subarray(0, length) as T;
}

/** Where each symbol begins among positions sorted by symbol. */
export function startsOf(symbol: Int32Array, length: number, symbols: number): Int32Array {
  const starts = new Int32Array(symbols + 1);
  for (let i = 0; i < length; i++) starts[symbol[i] + 1]++;
  for (let s = 0; s < symbols; s++) starts[s + 1] += starts[s];
  return starts;
}

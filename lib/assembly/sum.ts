import { stateRow } from "./lanes";
import { SumFour } from "./sumFour";
import { COUNT, MEAN, SUM, SumPair } from "./sumPair";

/**
 * Rolling sum, mean or count of one block of rows, see `rollingSum`; `older` is the block before, 0 where there is none.
 * State: the table of the columns at hand.
 */
export function sum(
  input: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  window: i32,
  _first: bool,
  older: usize,
  min: f64,
  kind: i32,
): void {
  // Called by reference, none becomes a part of another: each keeps the constants of its own loop only.
  const walk = kind === SUM ? sums : kind === MEAN ? means : counts;
  walk(input, output, state, rows, columns, window, older, min);
}

/** Inlined with a constant kind, so that each has loops of its own. */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Block {
  @inline
  static walk(
    kind: i32,
    input: usize,
    output: usize,
    table: usize,
    rows: i32,
    columns: i32,
    window: i32,
    older: usize,
    min: f64,
  ): void {
    const width = (<usize>columns) << 3;
    // From the last columns on: what those write beyond their row is then overwritten.
    for (let j = stateRow(columns); j > 0; ) {
      // Of seven columns the last pair would write into the first column again.
      const four = j >= 64 && older !== 0 && columns !== 7;
      j -= four ? 64 : 16;
      let alone = 1;
      if (four) {
        alone = SumFour.walk(kind, older + j, input + j, output + j, table, rows, width, window, min);
      }
      for (let k = j; alone !== 0; k += 16) {
        if (alone & 1) {
          const before: usize = older === 0 ? 0 : older + k;
          SumPair.walk(kind, before, input + k, output + k, table, rows, width, window, min);
        }
        alone >>= 1;
      }
    }
  }
}

function sums(
  input: usize,
  output: usize,
  table: usize,
  rows: i32,
  columns: i32,
  window: i32,
  older: usize,
  min: f64,
): void {
  Block.walk(SUM, input, output, table, rows, columns, window, older, min);
}

function means(
  input: usize,
  output: usize,
  table: usize,
  rows: i32,
  columns: i32,
  window: i32,
  older: usize,
  min: f64,
): void {
  Block.walk(MEAN, input, output, table, rows, columns, window, older, min);
}

function counts(
  input: usize,
  output: usize,
  table: usize,
  rows: i32,
  columns: i32,
  window: i32,
  older: usize,
  min: f64,
): void {
  Block.walk(COUNT, input, output, table, rows, columns, window, older, min);
}

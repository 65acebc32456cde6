import { counted, finite, load, only, orMissing, present, store } from "./lanes";

export const SUM: i32 = 0;
export const MEAN: i32 = 1;
export const COUNT: i32 = 2;

/** One pair of columns through a block, whatever is missing. */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
export class SumPair {
  /**
   * `older` is the block before, 0 where there is none. The table gets the sums and counts of its rows after row r, side
   * by side.
   */
  @inline
  static walk(
    kind: i32,
    older: usize,
    input: usize,
    output: usize,
    table: usize,
    rows: i32,
    width: usize,
    window: i32,
    min: f64,
  ): void {
    SumPair.suffixes(older, table, width, window);
    const least = f64x2.splat(min);
    let total = f64x2.splat(0);
    let count = f64x2.splat(0);
    let at = input;
    let out = output;
    let tail = table;
    const end = input + <usize>rows * width;
    do {
      const value = load(at);
      const ok = present(value);
      total = f64x2.add(total, only(value, ok));
      count = counted(count, ok);
      const n = f64x2.add(v128.load(tail, 16), count);
      const result = SumPair.of(kind, f64x2.add(load(tail), total), n);
      const enough = f64x2.ge(n, least);
      store(out, orMissing(kind === COUNT ? result : finite(result), enough));
      at += width;
      out += width;
      tail += 32;
    } while (at < end);
  }

  @inline
  static of(kind: i32, total: v128, n: v128): v128 {
    return kind === COUNT ? n : kind === MEAN ? f64x2.div(total, n) : total;
  }

  static suffixes(older: usize, table: usize, width: usize, window: i32): void {
    let total = f64x2.splat(0);
    let count = f64x2.splat(0);
    let at = older + <usize>(window - 1) * width;
    let tail = table + ((<usize>(window - 1)) << 5);
    for (;;) {
      store(tail, total);
      v128.store(tail, count, 16);
      if (tail === table) return;
      if (older !== 0) {
        const value = load(at);
        const ok = present(value);
        total = f64x2.add(total, only(value, ok));
        count = counted(count, ok);
        at -= width;
      }
      tail -= 32;
    }
  }
}

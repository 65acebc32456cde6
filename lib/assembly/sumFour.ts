import { counted, finite, load, only, present, store } from "./lanes";
import { COUNT, SUM } from "./sumPair";

// Four pairs of columns side by side, a cache line of the matrix: where hardly a value is missing. Whether each window had
// enough values is asked behind the loop. The bits are those of `SumPair`.

// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
export class SumFour {
  /** Bytes of a row of the table: sums of four pairs, but for a sum their counts as well. */
  @inline
  static row(kind: i32): usize {
    return kind === SUM ? 64 : 128;
  }

  /** Returns which of the pairs, a bit for each, must be gone through by itself. */
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
  ): i32 {
    const zero = f64x2.splat(0);
    let a = zero;
    let b = zero;
    let c = zero;
    let d = zero;
    let countA = zero;
    let countB = zero;
    let countC = zero;
    let countD = zero;
    let at = older + <usize>(window - 1) * width;
    let tail = table + <usize>(window - 1) * SumFour.row(kind);
    for (;;) {
      SumFour.keep(kind, tail, a, b, c, d, countA, countB, countC, countD);
      if (tail === table) break;
      const valueA = load(at);
      const valueB = v128.load(at, 16);
      const valueC = v128.load(at, 32);
      const valueD = v128.load(at, 48);
      const okA = present(valueA);
      const okB = present(valueB);
      const okC = present(valueC);
      const okD = present(valueD);
      if (kind !== COUNT) {
        a = f64x2.add(a, only(valueA, okA));
        b = f64x2.add(b, only(valueB, okB));
        c = f64x2.add(c, only(valueC, okC));
        d = f64x2.add(d, only(valueD, okD));
      }
      countA = counted(countA, okA);
      countB = counted(countB, okB);
      countC = counted(countC, okC);
      countD = counted(countD, okD);
      at -= width;
      tail -= SumFour.row(kind);
    }
    // A window misses at most what both blocks miss.
    const least = f64x2.splat(min + <f64>(rows - 1));
    const leastA = f64x2.sub(least, countA);
    const leastB = f64x2.sub(least, countB);
    const leastC = f64x2.sub(least, countC);
    const leastD = f64x2.sub(least, countD);
    a = zero;
    b = zero;
    c = zero;
    d = zero;
    countA = zero;
    countB = zero;
    countC = zero;
    countD = zero;
    let out = output;
    at = input;
    const end = input + <usize>rows * width;
    do {
      const valueA = load(at);
      const valueB = v128.load(at, 16);
      const valueC = v128.load(at, 32);
      const valueD = v128.load(at, 48);
      const okA = present(valueA);
      const okB = present(valueB);
      const okC = present(valueC);
      const okD = present(valueD);
      countA = counted(countA, okA);
      countB = counted(countB, okB);
      countC = counted(countC, okC);
      countD = counted(countD, okD);
      if (kind !== COUNT) {
        a = f64x2.add(a, only(valueA, okA));
        b = f64x2.add(b, only(valueB, okB));
        c = f64x2.add(c, only(valueC, okC));
        d = f64x2.add(d, only(valueD, okD));
      }
      store(out, SumFour.result(kind, tail, 0, a, countA));
      v128.store(out, SumFour.result(kind, tail, 16, b, countB), 16);
      v128.store(out, SumFour.result(kind, tail, 32, c, countC), 32);
      v128.store(out, SumFour.result(kind, tail, 48, d, countD), 48);
      at += width;
      out += width;
      tail += SumFour.row(kind);
    } while (at < end);
    return (
      SumFour.few(countA, leastA) |
      (SumFour.few(countB, leastB) << 1) |
      (SumFour.few(countC, leastC) << 2) |
      (SumFour.few(countD, leastD) << 3)
    );
  }

  @inline
  static few(count: v128, least: v128): i32 {
    return v128.any_true(f64x2.lt(count, least)) ? 1 : 0;
  }

  @inline
  static result(kind: i32, tail: usize, pair: usize, total: v128, count: v128): v128 {
    if (kind === COUNT) return f64x2.add(v128.load(tail + pair, 64), count);
    const sum = f64x2.add(load(tail + pair), total);
    return finite(kind === SUM ? sum : f64x2.div(sum, f64x2.add(v128.load(tail + pair, 64), count)));
  }

  @inline
  static keep(
    kind: i32,
    tail: usize,
    a: v128,
    b: v128,
    c: v128,
    d: v128,
    countA: v128,
    countB: v128,
    countC: v128,
    countD: v128,
  ): void {
    if (kind !== COUNT) {
      store(tail, a);
      v128.store(tail, b, 16);
      v128.store(tail, c, 32);
      v128.store(tail, d, 48);
    }
    if (kind === SUM) return;
    v128.store(tail, countA, 64);
    v128.store(tail, countB, 80);
    v128.store(tail, countC, 96);
    v128.store(tail, countD, 112);
  }
}

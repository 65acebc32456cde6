import { counted, load, only, present, stateRow, store } from "./lanes";
import { KURT, Moment, SKEW, STD, VARIANCE, ZSCORE } from "./moment";
import { changing, firstPresent, leaveOrigin, nextChange, ORIGIN } from "./origin";
import { copyRows, STRIP } from "./strip";

/**
 * Rolling moments of one block of rows, see `rollingMoments` and `rollingShape`.
 * State of each pair of columns: suffix count and sums of powers for each row of the block before, then its origin;
 * behind those of all pairs two strips. `least` is at least `ddof` + 1, 3 for the skewness, 4 for the kurtosis.
 */
export function moments(
  input: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  least: f64,
  ddof: f64,
  kind: i32,
): void {
  const S = stateRow(columns);
  const size = <usize>(window + 1) * Pair.row(kind) + ORIGIN;
  if (first) memory.fill(state, 0, (S >> 4) * size);
  const width = (<usize>columns) << 3;
  const from = state + (S >> 4) * size;
  const to = from + <usize>window * STRIP;
  // From the last strip on: what that one writes beyond its row is then overwritten.
  for (let j = (S - 1) & ~(STRIP - 1); ; j -= STRIP) {
    const bytes = min(S - j, STRIP);
    copyRows(input + j, width, from, STRIP, rows, bytes);
    for (let k: usize = 0; k < bytes; k += 16) {
      const pair = state + ((j + k) >> 4) * size;
      if (kind === VARIANCE) Pair.walk(VARIANCE, from + k, to + k, pair, rows, window, least, ddof);
      else if (kind === STD) Pair.walk(STD, from + k, to + k, pair, rows, window, least, ddof);
      else if (kind === ZSCORE) Pair.walk(ZSCORE, from + k, to + k, pair, rows, window, least, ddof);
      else if (kind === SKEW) Pair.walk(SKEW, from + k, to + k, pair, rows, window, least, ddof);
      else Pair.walk(KURT, from + k, to + k, pair, rows, window, least, ddof);
    }
    copyRows(to, STRIP, output + j, width, rows, bytes);
    if (j === 0) break;
  }
}

/** Inlined with a constant kind: a loop for each, without a branch, its sums in registers. */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Pair {
  /** Bytes of a row of the table. */
  @inline
  static row(kind: i32): usize {
    return kind === KURT ? 80 : kind === SKEW ? 64 : 48;
  }

  @inline
  static walk(
    kind: i32,
    input: usize,
    output: usize,
    table: usize,
    rows: i32,
    window: i32,
    least: f64,
    ddof: f64,
  ): void {
    const needed = f64x2.splat(least);
    const free = f64x2.splat(ddof);
    const zero = f64x2.splat(0);
    const origin = table + <usize>(window + 1) * Pair.row(kind);
    const whole = rows === window;
    const end = whole ? rows - 1 : rows;
    let own = load(origin);
    let n = zero;
    let s1 = zero;
    let s2 = zero;
    let s3 = zero;
    let s4 = zero;
    let at = input;
    let out = output;
    let tail = table + Pair.row(kind);
    for (let r = 0; r < end; ) {
      const change = nextChange(origin, r, end);
      if (change === r) {
        const mask = changing(origin, r);
        own = v128.bitselect(firstPresent(input, rows, STRIP), own, mask);
        n = v128.andnot(n, mask);
        s1 = v128.andnot(s1, mask);
        s2 = v128.andnot(s2, mask);
        s3 = v128.andnot(s3, mask);
        s4 = v128.andnot(s4, mask);
        for (let before = input; before < at; before += STRIP) {
          const value = load(before);
          const ok = v128.and(present(value), mask);
          const a = only(f64x2.sub(value, own), ok);
          const square = f64x2.mul(a, a);
          n = counted(n, ok);
          s1 = f64x2.add(s1, a);
          s2 = f64x2.add(s2, square);
          if (kind >= SKEW) s3 = f64x2.add(s3, f64x2.mul(square, a));
          if (kind === KURT) s4 = f64x2.add(s4, f64x2.mul(square, square));
        }
        continue;
      }
      do {
        const value = load(at);
        const ok = present(value);
        const a = only(f64x2.sub(value, own), ok);
        const square = f64x2.mul(a, a);
        n = counted(n, ok);
        s1 = f64x2.add(s1, a);
        s2 = f64x2.add(s2, square);
        if (kind >= SKEW) s3 = f64x2.add(s3, f64x2.mul(square, a));
        if (kind === KURT) s4 = f64x2.add(s4, f64x2.mul(square, square));
        const count = f64x2.add(load(tail), n);
        const t1 = f64x2.add(v128.load(tail, 16), s1);
        const t2 = f64x2.add(v128.load(tail, 32), s2);
        const t3 = kind >= SKEW ? f64x2.add(v128.load(tail, 48), s3) : zero;
        const t4 = kind === KURT ? f64x2.add(v128.load(tail, 64), s4) : zero;
        store(out, Moment.of(kind, count, t1, t2, t3, t4, a, ok, needed, free));
        at += STRIP;
        out += STRIP;
        tail += Pair.row(kind);
        r++;
      } while (r < change);
    }
    if (!whole) return;
    own = leaveOrigin(origin, input, rows, STRIP);
    n = zero;
    s1 = zero;
    s2 = zero;
    s3 = zero;
    s4 = zero;
    at = input + <usize>rows * STRIP;
    tail = table + <usize>rows * Pair.row(kind);
    do {
      at -= STRIP;
      tail -= Pair.row(kind);
      const value = load(at);
      const ok = present(value);
      const a = only(f64x2.sub(value, own), ok);
      const square = f64x2.mul(a, a);
      n = counted(n, ok);
      s1 = f64x2.add(s1, a);
      s2 = f64x2.add(s2, square);
      store(tail, n);
      v128.store(tail, s1, 16);
      v128.store(tail, s2, 32);
      if (kind >= SKEW) {
        s3 = f64x2.add(s3, f64x2.mul(square, a));
        v128.store(tail, s3, 48);
      }
      if (kind === KURT) {
        s4 = f64x2.add(s4, f64x2.mul(square, square));
        v128.store(tail, s4, 64);
      }
    } while (at > input);
    // The window of the last row is the whole block.
    const value = load(input + <usize>(rows - 1) * STRIP);
    const ok = present(value);
    const a = only(f64x2.sub(value, own), ok);
    store(out, Moment.of(kind, n, s1, s2, s3, s4, a, ok, needed, free));
  }
}

import { load, only, present, stateRow, store } from "./lanes";
import { KURT, Moment, SKEW, STD, VARIANCE, ZSCORE } from "./moment";
import { fillCounts, OF_COUNT } from "./ofCount";
import { lastPresent, nextPresent } from "./origin";
import { copyFinite, copyRows, STRIP } from "./strip";

/**
 * Rolling moments of one block of rows, see `rollingMoments` and `rollingShape`.
 * State: in which half the rows at hand lie; what each count of values has; for each strip of columns two halves, one
 * with the rows of the block before. Behind all a strip of results and the table of the pair of columns at hand: of
 * the rows after row r of the block before, count and sums of powers.
 * `least` is at least `ddof` + 1, 3 for the skewness, 4 for the kurtosis.
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
  const half = <usize>window * STRIP;
  const turn: usize = first ? 0 : half - i32.load(state);
  i32.store(state, <i32>turn);
  if (first) fillCounts(kind, state + 16, window, least, ddof);
  // Called by reference, none becomes a part of another: each keeps the constants of its own loop only.
  let walk = variance;
  if (kind === STD) walk = std;
  else if (kind === ZSCORE) walk = zscore;
  else if (kind === SKEW) walk = skew;
  else if (kind === KURT) walk = kurt;
  walk(input, output, state + 16, rows, columns, window, first, turn);
}

/** Inlined with a constant kind: a loop for each, without a branch, its sums in registers. */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Strips {
  @inline
  static walk(
    kind: i32,
    input: usize,
    output: usize,
    counts: usize,
    rows: i32,
    columns: i32,
    window: i32,
    first: bool,
    turn: usize,
  ): void {
    const S = stateRow(columns);
    const width = (<usize>columns) << 3;
    const half = <usize>window * STRIP;
    const strips = counts + <usize>(window + 1) * OF_COUNT;
    const to = strips + ((S + STRIP - 1) / STRIP) * 2 * half;
    const table = to + half;
    memory.fill(table, 0, <usize>window * Strips.row(kind));
    // From the last strip on: what that one writes beyond its row is then overwritten.
    for (let j = (S - 1) & ~(STRIP - 1); ; j -= STRIP) {
      const bytes = min(S - j, STRIP);
      const strip = strips + (j / STRIP) * 2 * half;
      const own = strip + turn;
      const older = strip + half - turn;
      copyRows(input + j, width, own, rows, bytes);
      for (let k: usize = 0; k < bytes; k += 16) {
        Strips.pair(kind, first ? 0 : older + k, own + k, to + k, counts, table, rows, window);
      }
      copyFinite(to, output + j, width, rows, bytes);
      if (j === 0) break;
    }
  }

  /** Bytes of a row of the table. */
  @inline
  static row(kind: i32): usize {
    return kind === KURT ? 80 : kind === SKEW ? 64 : 48;
  }

  /** `older` is 0 where there is no block before; the table is then empty. */
  @inline
  static pair(
    kind: i32,
    older: usize,
    input: usize,
    output: usize,
    counts: usize,
    table: usize,
    rows: i32,
    window: i32,
  ): void {
    const zero = f64x2.splat(0);
    let n = zero;
    let s1 = zero;
    let s2 = zero;
    let s3 = zero;
    let s4 = zero;
    let at = input;
    let out = output;
    let tail = table;
    let known = present(load(at));
    let own = only(load(at), known);
    if (older !== 0 && !v128.all_true<i64>(known)) {
      own = v128.bitselect(own, lastPresent(older, window), known);
    }
    for (;;) {
      if (older !== 0) Strips.suffixes(kind, older, table, window, own);
      const row = <i32>((at - input) / STRIP);
      const change = v128.all_true<i64>(known) ? rows : nextPresent(input, row, rows, known);
      const end = input + <usize>change * STRIP;
      do {
        const value = load(at);
        // As `present`, without a constant that would take a register from the sums.
        const none = f64x2.sub(value, value);
        const ok = f64x2.eq(none, none);
        n = i64x2.sub(n, ok);
        const count = i64x2.add(load(tail), n);
        const apart = f64x2.sub(value, own);
        const a = only(apart, ok);
        const square = f64x2.mul(a, a);
        s1 = f64x2.add(s1, a);
        s2 = f64x2.add(s2, square);
        if (kind >= SKEW) s3 = f64x2.add(s3, f64x2.mul(square, a));
        if (kind === KURT) s4 = f64x2.add(s4, f64x2.mul(square, square));
        const t1 = f64x2.add(v128.load(tail, 16), s1);
        const t2 = f64x2.add(v128.load(tail, 32), s2);
        const t3 = kind >= SKEW ? f64x2.add(v128.load(tail, 48), s3) : t1;
        const t4 = kind === KURT ? f64x2.add(v128.load(tail, 64), s4) : t1;
        const left = counts + <usize>i64x2.extract_lane(count, 0) * OF_COUNT;
        const right = counts + <usize>i64x2.extract_lane(count, 1) * OF_COUNT;
        store(out, Moment.of(kind, t1, t2, t3, t4, apart, left, right));
        at += STRIP;
        out += STRIP;
        tail += Strips.row(kind);
      } while (at < end);
      if (change === rows) return;
      // A column's first present value is the origin from here on; nothing is summed from another one yet.
      const fresh = v128.andnot(present(load(at)), known);
      own = v128.bitselect(load(at), own, fresh);
      known = v128.or(known, fresh);
    }
  }

  /** Fill the table from the block before. */
  @inline
  static suffixes(kind: i32, older: usize, table: usize, window: i32, own: v128): void {
    let n = f64x2.splat(0);
    let s1 = n;
    let s2 = n;
    let s3 = n;
    let s4 = n;
    let at = older + <usize>(window - 1) * STRIP;
    let tail = table + <usize>(window - 1) * Strips.row(kind);
    if (at === older) return;
    do {
      tail -= Strips.row(kind);
      const value = load(at);
      const ok = present(value);
      const a = only(f64x2.sub(value, own), ok);
      const square = f64x2.mul(a, a);
      n = i64x2.sub(n, ok);
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
      at -= STRIP;
    } while (at > older);
  }
}

function variance(
  input: usize,
  output: usize,
  counts: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  turn: usize,
): void {
  Strips.walk(VARIANCE, input, output, counts, rows, columns, window, first, turn);
}

function std(
  input: usize,
  output: usize,
  counts: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  turn: usize,
): void {
  Strips.walk(STD, input, output, counts, rows, columns, window, first, turn);
}

function zscore(
  input: usize,
  output: usize,
  counts: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  turn: usize,
): void {
  Strips.walk(ZSCORE, input, output, counts, rows, columns, window, first, turn);
}

function skew(
  input: usize,
  output: usize,
  counts: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  turn: usize,
): void {
  Strips.walk(SKEW, input, output, counts, rows, columns, window, first, turn);
}

function kurt(
  input: usize,
  output: usize,
  counts: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  turn: usize,
): void {
  Strips.walk(KURT, input, output, counts, rows, columns, window, first, turn);
}

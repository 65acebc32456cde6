import { PAIR, Settled } from "./ewmSettled";
import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

/**
 * Weighted mean or standard deviation of one block of rows, see `ewmMoments`. State of each pair of columns: count,
 * newest value, mean − newest value, variance, sum of weights, sum of squared weights.
 */
export function ewmMoments(
  input: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  first: bool,
  min: f64,
  alpha: f64,
  added: f64,
  std: bool,
): void {
  const S = stateRow(columns);
  if (first) {
    memory.fill(state, 0, 6 * S);
    for (let pair = state; pair < state + 6 * S; pair += PAIR) {
      v128.store(pair, f64x2.splat(1), 64);
      v128.store(pair, f64x2.splat(1), 80);
    }
  }
  const width = (<usize>columns) << 3;
  const least = f64x2.splat(min);
  const keep = f64x2.splat(1 - alpha);
  const plus = f64x2.splat(added);
  // From the last pair on: what that one writes beyond its row is then overwritten.
  for (let j = S; j > 0; ) {
    j -= 16;
    const pair = state + (j >> 4) * PAIR;
    const settled = Settled.is(pair, least, keep, plus);
    if (settled && j >= 16 && Settled.is(pair - PAIR, least, keep, plus) && Settled.isShared(pair - PAIR)) {
      j -= 16;
      if (std) Settled.two(true, input + j, output + j, pair - PAIR, rows, width, plus);
      else Settled.two(false, input + j, output + j, pair - PAIR, rows, width, plus);
    } else if (std) Pair.walk(true, input + j, output + j, pair, rows, width, min, alpha, added);
    else Pair.walk(false, input + j, output + j, pair, rows, width, min, alpha, added);
  }
}

/** Inlined, so that either kind has a loop of its own. */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Pair {
  @inline
  static walk(
    std: bool,
    input: usize,
    output: usize,
    pair: usize,
    rows: i32,
    width: usize,
    min: f64,
    alpha: f64,
    added: f64,
  ): void {
    const zero = f64x2.splat(0);
    const one = f64x2.splat(1);
    const keep = f64x2.splat(1 - alpha);
    const keepSquared = f64x2.splat((1 - alpha) * (1 - alpha));
    const plus = f64x2.splat(added);
    const plusSquared = f64x2.splat(added * added);
    const least = f64x2.splat(min);
    const end = input + <usize>rows * width;
    let n = load(pair);
    let last = v128.load(pair, 16);
    let d = v128.load(pair, 32);
    let v = v128.load(pair, 48);
    let w = v128.load(pair, 64);
    let q = v128.load(pair, 80);
    let total = f64x2.add(f64x2.mul(keep, w), plus);
    let squares = f64x2.add(f64x2.mul(keepSquared, q), plusSquared);
    const settled = v128.and(
      v128.and(f64x2.eq(total, w), f64x2.eq(squares, q)),
      v128.and(f64x2.ge(n, least), f64x2.gt(n, zero)),
    );
    if (v128.all_true<i64>(settled)) {
      // The weights do not change any more.
      const share = f64x2.div(plus, w);
      const less = f64x2.sub(share, one);
      const rest = f64x2.sub(one, share);
      const whole = f64x2.mul(w, w);
      const free = f64x2.sub(whole, q);
      const unbiased = orMissing(f64x2.div(whole, free), f64x2.gt(free, zero));
      do {
        const value = load(input);
        const ok = present(value);
        const gap = f64x2.sub(f64x2.sub(value, last), d);
        const spread = f64x2.add(v, f64x2.mul(f64x2.mul(share, gap), gap));
        d = v128.bitselect(f64x2.mul(less, gap), d, ok);
        v = v128.bitselect(f64x2.mul(rest, spread), v, ok);
        last = v128.bitselect(value, last, ok);
        if (std) {
          const result = f64x2.sqrt(f64x2.mul(v, unbiased));
          store(output, orMissing(result, present(result)));
        } else store(output, f64x2.add(last, d));
        input += width;
        output += width;
      } while (input < end);
    } else {
      do {
        const value = load(input);
        const ok = present(value);
        const follows = only(f64x2.gt(n, zero), ok);
        const share = f64x2.div(plus, total);
        const gap = f64x2.sub(f64x2.sub(value, last), d);
        const spread = f64x2.add(v, f64x2.mul(f64x2.mul(share, gap), gap));
        d = v128.bitselect(f64x2.mul(f64x2.sub(share, one), gap), d, follows);
        v = v128.bitselect(f64x2.mul(f64x2.sub(one, share), spread), v, follows);
        q = v128.bitselect(squares, q, follows);
        w = v128.bitselect(total, w, follows);
        last = v128.bitselect(value, last, ok);
        n = counted(n, ok);
        total = f64x2.add(f64x2.mul(keep, w), plus);
        squares = f64x2.add(f64x2.mul(keepSquared, q), plusSquared);
        let fine = f64x2.ge(n, least);
        let result = f64x2.add(last, d);
        if (std) {
          const whole = f64x2.mul(w, w);
          const free = f64x2.sub(whole, q);
          result = f64x2.sqrt(f64x2.mul(v, f64x2.div(whole, free)));
          fine = v128.and(fine, v128.and(f64x2.gt(free, zero), present(result)));
        }
        store(output, orMissing(result, fine));
        input += width;
        output += width;
      } while (input < end);
    }
    store(pair, n);
    v128.store(pair, last, 16);
    v128.store(pair, d, 32);
    v128.store(pair, v, 48);
    v128.store(pair, w, 64);
    v128.store(pair, q, 80);
  }
}

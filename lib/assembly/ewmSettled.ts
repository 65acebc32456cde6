import { finite, load, orMissing, store } from "./lanes";

/** Bytes of a pair's state, see `ewmMoments`. */
export const PAIR: usize = 96;

/** Weights that a further value does not change any more, in both columns of a pair. */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
export class Settled {
  @inline
  static is(pair: usize, least: v128, keep: v128, plus: v128): bool {
    const n = load(pair);
    const w = v128.load(pair, 64);
    const q = v128.load(pair, 80);
    const total = f64x2.add(f64x2.mul(keep, w), plus);
    const squares = f64x2.add(f64x2.mul(f64x2.mul(keep, keep), q), f64x2.mul(plus, plus));
    const still = v128.and(f64x2.eq(total, w), f64x2.eq(squares, q));
    const begun = v128.and(f64x2.ge(n, least), f64x2.gt(n, f64x2.splat(0)));
    return v128.all_true<i64>(v128.and(still, begun));
  }

  /** Have two neighbouring pairs the same weights? */
  @inline
  static isShared(pair: usize): bool {
    const sums = f64x2.eq(v128.load(pair, 64), v128.load(pair, 64 + PAIR));
    const squares = f64x2.eq(v128.load(pair, 80), v128.load(pair, 80 + PAIR));
    return v128.all_true<i64>(v128.and(sums, squares));
  }

  /** Two neighbouring pairs with the same weights side by side, since each result waits for the one before it. */
  @inline
  static two(std: bool, input: usize, output: usize, pair: usize, rows: i32, width: usize, plus: v128): void {
    const w = v128.load(pair, 64);
    const share = f64x2.div(plus, w);
    const rest = f64x2.sub(f64x2.splat(1), share);
    const whole = f64x2.mul(w, w);
    const free = f64x2.sub(whole, v128.load(pair, 80));
    const unbiased = orMissing(f64x2.div(whole, free), f64x2.gt(free, f64x2.splat(0)));
    let lastA = v128.load(pair, 16);
    let eA = f64x2.neg(v128.load(pair, 32));
    let vA = v128.load(pair, 48);
    let lastB = v128.load(pair, 16 + PAIR);
    let eB = f64x2.neg(v128.load(pair, 32 + PAIR));
    let vB = v128.load(pair, 48 + PAIR);
    let at = input;
    let out = output;
    const end = input + <usize>rows * width;
    do {
      const a = load(at);
      const b = v128.load(at, 16);
      const gapA = f64x2.add(f64x2.sub(a, lastA), eA);
      const gapB = f64x2.add(f64x2.sub(b, lastB), eB);
      const nextA = f64x2.mul(rest, gapA);
      const nextB = f64x2.mul(rest, gapB);
      const spreadA = f64x2.mul(rest, f64x2.add(vA, f64x2.mul(f64x2.mul(share, gapA), gapA)));
      const spreadB = f64x2.mul(rest, f64x2.add(vB, f64x2.mul(f64x2.mul(share, gapB), gapB)));
      const offA = f64x2.sub(a, a);
      const offB = f64x2.sub(b, b);
      if (v128.any_true(v128.or(offA, offB))) {
        const okA = f64x2.eq(offA, f64x2.splat(0));
        const okB = f64x2.eq(offB, f64x2.splat(0));
        eA = v128.bitselect(nextA, eA, okA);
        eB = v128.bitselect(nextB, eB, okB);
        lastA = v128.bitselect(a, lastA, okA);
        lastB = v128.bitselect(b, lastB, okB);
        vA = v128.bitselect(spreadA, vA, okA);
        vB = v128.bitselect(spreadB, vB, okB);
      } else {
        eA = nextA;
        eB = nextB;
        lastA = a;
        lastB = b;
        vA = spreadA;
        vB = spreadB;
      }
      if (std) {
        store(out, finite(f64x2.sqrt(f64x2.mul(vA, unbiased))));
        v128.store(out, finite(f64x2.sqrt(f64x2.mul(vB, unbiased))), 16);
      } else {
        store(out, f64x2.sub(lastA, eA));
        v128.store(out, f64x2.sub(lastB, eB), 16);
      }
      at += width;
      out += width;
    } while (at < end);
    v128.store(pair, lastA, 16);
    v128.store(pair, f64x2.neg(eA), 32);
    v128.store(pair, lastB, 16 + PAIR);
    v128.store(pair, f64x2.neg(eB), 32 + PAIR);
    if (!std) return;
    v128.store(pair, vA, 48);
    v128.store(pair, vB, 48 + PAIR);
  }
}

import { finite, load, only, orMissing, store } from "./lanes";
import { Log, logOfAny } from "./log";
import { Power } from "./transcendental";

// In the order of the names in lib/src/core/kernels/elementwise.ts.
const ADD: i32 = 0;
const SUB: i32 = 1;
const MUL: i32 = 2;
const DIV: i32 = 3;
const RETURN: i32 = 4;
const LOG_RATIO: i32 = 5;
const LARGER: i32 = 6;
const SMALLER: i32 = 7;
const GT: i32 = 8;
const GE: i32 = 9;
const LT: i32 = 10;
const LE: i32 = 11;
const EQ: i32 = 12;
const MASK: i32 = 13;
const FILL: i32 = 14;
const NEG: i32 = 15;
const ABS: i32 = 16;
const SQRT: i32 = 17;
const SIGN: i32 = 18;
const LOG: i32 = 19;

/** Value by value from two inputs (the kinds from {@link NEG} on read the first only), `bytes` of each, more than 0; see `elementwise`. */
export function elementwise(kind: i32, x: usize, y: usize, output: usize, bytes: usize): void {
  if (kind === ADD) Loop.each(ADD, x, y, output, bytes);
  else if (kind === SUB) Loop.each(SUB, x, y, output, bytes);
  else if (kind === MUL) Loop.each(MUL, x, y, output, bytes);
  else if (kind === DIV) Loop.each(DIV, x, y, output, bytes);
  else if (kind === RETURN) Loop.each(RETURN, x, y, output, bytes);
  else if (kind === LOG_RATIO) Loop.each(LOG_RATIO, x, y, output, bytes);
  else if (kind === LARGER) Loop.each(LARGER, x, y, output, bytes);
  else if (kind === SMALLER) Loop.each(SMALLER, x, y, output, bytes);
  else if (kind === GT) Loop.each(GT, x, y, output, bytes);
  else if (kind === GE) Loop.each(GE, x, y, output, bytes);
  else if (kind === LT) Loop.each(LT, x, y, output, bytes);
  else if (kind === LE) Loop.each(LE, x, y, output, bytes);
  else if (kind === EQ) Loop.each(EQ, x, y, output, bytes);
  else if (kind === MASK) Loop.each(MASK, x, y, output, bytes);
  else if (kind === FILL) Loop.each(FILL, x, y, output, bytes);
  else if (kind === NEG) Loop.each(NEG, x, y, output, bytes);
  else if (kind === ABS) Loop.each(ABS, x, y, output, bytes);
  else if (kind === SQRT) Loop.each(SQRT, x, y, output, bytes);
  else if (kind === SIGN) Loop.each(SIGN, x, y, output, bytes);
  else Loop.each(LOG, x, y, output, bytes);
}

/**
 * x^y, or sign(x) · |x|^y, as {@link Power.of} gives it. `list` (u32) gets the places of present numbers for which it gives
 * none; returns how many these are. Of more than 0 bytes.
 */
export function powers(x: usize, y: usize, output: usize, bytes: usize, signed: bool, list: usize): i32 {
  const minus = signed ? f64x2.splat(-0.0) : f64x2.splat(0);
  let left = 0;
  let i: usize = 0;
  do {
    const a = load(x + i);
    const b = load(y + i);
    const sign = v128.and(a, minus);
    let result = Power.of(v128.xor(a, sign), b);
    // 0⁰ is 1, but it has no sign.
    if (signed)
      result = v128.andnot(result, v128.and(f64x2.eq(a, f64x2.splat(0)), f64x2.eq(b, f64x2.splat(0))));
    store(output + i, v128.or(result, sign));
    const known = f64x2.eq(result, result);
    if (!v128.all_true<i64>(known)) {
      const asked = i64x2.bitmask(v128.andnot(v128.and(f64x2.eq(a, a), f64x2.eq(b, b)), known));
      i32.store(list + ((<usize>left) << 2), <i32>(i >> 3));
      left += asked & 1;
      i32.store(list + ((<usize>left) << 2), <i32>(i >> 3) + 1);
      left += asked >> 1;
    }
    i += 16;
  } while (i < bytes);
  return left;
}

/** x where the condition is present and not 0, y where it is 0, missing where it is. */
export function choose(condition: usize, x: usize, y: usize, output: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    const c = load(condition + i);
    const chosen = v128.bitselect(load(x + i), load(y + i), f64x2.ne(c, f64x2.splat(0)));
    store(output + i, orMissing(chosen, f64x2.eq(c, c)));
  }
}

/**
 * Inlined with a constant kind, so that each kind has a loop of its own without a branch. It asks for its end after its
 * body, and stores what is the rule before it asks for exceptions: V8 then makes the constants before the loop.
 */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Loop {
  @inline
  static each(kind: i32, x: usize, y: usize, output: usize, bytes: usize): void {
    let i: usize = 0;
    if (kind !== LOG_RATIO && kind !== LOG && bytes > 31) {
      do {
        const a = load(x + i);
        const b = load(x + i + 16);
        store(output + i, Loop.value(kind, a, kind < NEG ? load(y + i) : a));
        store(output + i + 16, Loop.value(kind, b, kind < NEG ? load(y + i + 16) : b));
        i += 32;
      } while (i + 32 <= bytes);
      if (i >= bytes) return;
    }
    do {
      const a = load(x + i);
      const value = Loop.value(kind, a, kind < NEG ? load(y + i) : a);
      if (kind === LOG_RATIO || kind === LOG) {
        store(output + i, Log.ofNormal(value));
        if (Log.isOther(value)) store(output + i, logOfAny(value));
      } else store(output + i, value);
      i += 16;
    } while (i < bytes);
  }

  @inline
  static value(kind: i32, a: v128, b: v128): v128 {
    if (kind === ADD) return finite(f64x2.add(a, b));
    if (kind === SUB) return finite(f64x2.sub(a, b));
    if (kind === MUL) return finite(f64x2.mul(a, b));
    if (kind === DIV) return finite(f64x2.div(a, b));
    if (kind === RETURN) return finite(f64x2.sub(f64x2.div(a, b), f64x2.splat(1)));
    if (kind === LOG_RATIO) return f64x2.div(a, b);
    if (kind === LARGER) return finite(f64x2.max(a, b));
    if (kind === SMALLER) return finite(f64x2.min(a, b));
    if (kind === GT) return truth(f64x2.gt(a, b), f64x2.le(a, b));
    if (kind === GE) return truth(f64x2.ge(a, b), f64x2.lt(a, b));
    if (kind === LT) return truth(f64x2.lt(a, b), f64x2.ge(a, b));
    if (kind === LE) return truth(f64x2.le(a, b), f64x2.gt(a, b));
    if (kind === EQ) return truth(f64x2.eq(a, b), v128.or(f64x2.lt(a, b), f64x2.gt(a, b)));
    if (kind === MASK) return orMissing(a, v128.and(f64x2.eq(b, b), f64x2.ne(b, f64x2.splat(0))));
    if (kind === FILL) return v128.bitselect(a, b, f64x2.eq(a, a));
    if (kind === NEG) return finite(f64x2.neg(a));
    if (kind === ABS) return finite(f64x2.abs(a));
    if (kind === SQRT) return finite(f64x2.sqrt(a));
    if (kind === LOG) return a;
    const positive = only(f64x2.splat(1), f64x2.gt(a, f64x2.splat(0)));
    const negative = only(f64x2.splat(1), f64x2.lt(a, f64x2.splat(0)));
    return orMissing(f64x2.sub(positive, negative), f64x2.eq(a, a));
  }
}

/** 1 or 0 by a mask, missing where neither it nor its opposite is set. */
function truth(mask: v128, opposite: v128): v128 {
  return v128.or(only(f64x2.splat(1), mask), v128.andnot(f64x2.splat(NaN), v128.or(mask, opposite)));
}

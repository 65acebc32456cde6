import { orMissing, present } from "./lanes";
import { LOG_TABLE } from "./logTable";

/** ln 2 in two parts, the first with room for whole multiples. */
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
/** The bits of 1, of the number 45.375/64 with which the table begins, and of 2⁵², to which a whole number is joined. */
const ONE: i64 = 0x3ff0000000000000;
const BEGIN: i64 = 0x3fe6b00000000000;
const WHOLE: f64 = 4503599627370496;
const BIAS: f64 = 1023;
const TINIEST_NORMAL: f64 = 2.2250738585072014e-308;
const TWO_54: f64 = 18014398509481984;

/**
 * ln x of two values at a time. Within 0.52 units in the last place of the true logarithm.
 *
 * x = 2ᵏ m with m around 1; the table has for each of 128 stretches of m a number c of few bits near 1/m and −ln c in two
 * parts. Then r = m c − 1 is small and known to the last bit, and ln x = k ln 2 − ln c + ln(1 + r) (Tang 1990). Near
 * x = 1 c is 1, and nothing is added to ln(1 + r).
 *
 * Inlined, so that a loop keeps the constants: a function that is called makes them anew for every pair.
 */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
export class Log {
  /** Where {@link Log.isOther} says no. Missing where x is missing or infinite. */
  @inline
  static ofNormal(x: v128): v128 {
    const result = Log.scaled(x, f64x2.splat(WHOLE + BIAS));
    return orMissing(result, f64x2.le(x, f64x2.splat(f64.MAX_VALUE)));
  }

  /** Is one of them subnormal, 0 or below? */
  @inline
  static isOther(x: v128): bool {
    return v128.any_true(f64x2.lt(x, f64x2.splat(TINIEST_NORMAL)));
  }

  /** `bias`: 2⁵² and what is to be taken from the exponent. */
  @inline
  static scaled(x: v128, bias: v128): v128 {
    const above = i64x2.add(x, i64x2.splat(ONE - BEGIN));
    const k = f64x2.sub(v128.or(i64x2.shr_u(above, 52), f64x2.splat(WHOLE)), bias);
    const m = i64x2.sub(i64x2.add(x, i64x2.splat(ONE)), v128.and(above, i64x2.splat(0xfff0000000000000)));
    const places = v128.and(i64x2.shr_u(above, 40), i64x2.splat(127 << 5));
    const at0 = LOG_TABLE + <usize>i64x2.extract_lane(places, 0);
    const at1 = LOG_TABLE + <usize>i64x2.extract_lane(places, 1);
    const first = v128.load(at0);
    const second = v128.load(at1);
    const c = i64x2.shuffle(first, second, 0, 2);
    const ofC = i64x2.shuffle(first, second, 1, 3);
    const restOfC = v128.load64_lane(at1 + 16, v128.load64_zero(at0 + 16), 1);
    // m in two parts, of which each has room for a product with c.
    const mHigh = v128.and(m, i64x2.splat(0xfffffffff8000000));
    const high = f64x2.sub(f64x2.mul(mHigh, c), f64x2.splat(1));
    const low = f64x2.mul(f64x2.sub(m, mHigh), c);
    const r = f64x2.add(high, low);
    const restOfR = f64x2.sub(low, f64x2.sub(r, high));
    const r2 = f64x2.mul(r, r);
    let p = f64x2.add(step(-0.25, r, 0.2), f64x2.mul(r2, step(-0.16666666666666666, r, 0.14285714285714285)));
    p = f64x2.add(step(-0.5, r, 0.3333333333333333), f64x2.mul(r2, p));
    const large = f64x2.add(f64x2.mul(k, f64x2.splat(LN2_HIGH)), ofC);
    const sum = f64x2.add(large, r);
    const lost = f64x2.add(f64x2.add(f64x2.sub(large, sum), r), restOfR);
    const small = f64x2.add(f64x2.add(f64x2.mul(k, f64x2.splat(LN2_LOW)), restOfC), lost);
    return f64x2.add(sum, f64x2.add(f64x2.mul(r2, p), small));
  }
}

/** {@link Log} of any two values; missing where x ≤ 0. */
export function logOfAny(x: v128): v128 {
  const bias = f64x2.splat(WHOLE + BIAS);
  const small = f64x2.lt(x, f64x2.splat(TINIEST_NORMAL));
  const lifted = f64x2.mul(x, f64x2.splat(TWO_54));
  const ofLifted = Log.scaled(lifted, f64x2.add(bias, f64x2.splat(54)));
  const result = v128.bitselect(ofLifted, Log.scaled(x, bias), small);
  return orMissing(result, v128.and(f64x2.gt(x, f64x2.splat(0)), present(x)));
}

function step(constant: f64, r: v128, slope: f64): v128 {
  return f64x2.add(f64x2.splat(constant), f64x2.mul(r, f64x2.splat(slope)));
}

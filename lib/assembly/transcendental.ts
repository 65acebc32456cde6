import { only, orMissing, present } from "./lanes";

// The power of two values at a time, after fdlibm (Sun Microsystems 2004): the same steps in the same order. Branches are
// selections, and what fdlibm reads from the halves of a number is read from the number.

/** 2⁵², to which a whole number is joined bit by bit, and the exponent's bias. */
const WHOLE: f64 = 4503599627370496;
const BIAS: f64 = 1023;
const TINIEST_NORMAL: f64 = 2.2250738585072014e-308;

// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
export class Power {
  /**
   * x^y by 2^(y · log₂ x), the logarithm in two parts: within 0.7 units in the last place. Missing where a number is, and
   * where x is negative or subnormal or the size of y or of y · log₂ x is extreme.
   * Inlined, so that a loop holds the constants: what is called makes them anew for every pair.
   */
  @inline
  static of(x: v128, y: v128): v128 {
    const mantissa = mantissaOf(x);
    const upper = f64x2.ge(mantissa, f64x2.splat(reinterpret<f64>(0x3ffbb67a00000000)));
    const m = f64x2.mul(mantissa, either(0.5, 1, upper));
    const n = f64x2.add(exponentOf(x), only(f64x2.splat(1), upper));
    const about = v128.andnot(f64x2.ge(mantissa, f64x2.splat(reinterpret<f64>(0x3ff3988f00000000))), upper);
    const base = either(1.5, 1, about);
    // s = (m − base) / (m + base), in two parts.
    const u = f64x2.sub(m, base);
    const v = f64x2.div(f64x2.splat(1), f64x2.add(m, base));
    const s = f64x2.mul(u, v);
    const sHigh = highPart(s);
    const halved = v128.or(i64x2.shr_u(m, 1), i64x2.splat(0x2000000000000000));
    const raised = i64x2.add(
      i64x2.add(halved, i64x2.splat(0x0008000000000000)),
      only(i64x2.splat(1 << 50), about),
    );
    const tHigh = highPart(raised);
    const tLow = f64x2.sub(m, f64x2.sub(tHigh, base));
    const sLow = f64x2.mul(v, f64x2.sub(f64x2.sub(u, f64x2.mul(sHigh, tHigh)), f64x2.mul(sHigh, tLow)));
    // ln m, then log₂ m, in two parts.
    const s2 = f64x2.mul(s, s);
    let p = step(0.20697501780033842, s2, 0.23066074577556175);
    p = step2(p, s2, 0.272728123808534);
    p = step2(p, s2, 0.33333332981837743);
    p = step2(p, s2, 0.4285714285785502);
    p = f64x2.mul(f64x2.mul(s2, s2), step2(p, s2, 0.5999999999999946));
    p = f64x2.add(p, f64x2.mul(sLow, f64x2.add(sHigh, s)));
    const sHigh2 = f64x2.mul(sHigh, sHigh);
    const h = highPart(f64x2.add(f64x2.add(f64x2.splat(3), sHigh2), p));
    const l = f64x2.sub(p, f64x2.sub(f64x2.sub(h, f64x2.splat(3)), sHigh2));
    const a = f64x2.mul(sHigh, h);
    const b = f64x2.add(f64x2.mul(sLow, h), f64x2.mul(l, s));
    const pHigh = highPart(f64x2.add(a, b));
    const pLow = f64x2.sub(b, f64x2.sub(pHigh, a));
    const baseHigh = only(f64x2.splat(0.5849624872207642), about);
    const baseLow = only(f64x2.splat(1.350039202129749e-8), about);
    const zHigh = f64x2.mul(f64x2.splat(0.9617967009544373), pHigh);
    const zLow = f64x2.add(
      f64x2.add(
        f64x2.mul(f64x2.splat(-7.028461650952758e-9), pHigh),
        f64x2.mul(pLow, f64x2.splat(0.9617966939259756)),
      ),
      baseLow,
    );
    const logHigh = highPart(f64x2.add(f64x2.add(f64x2.add(zHigh, zLow), baseHigh), n));
    const logLow = f64x2.sub(zLow, f64x2.sub(f64x2.sub(f64x2.sub(logHigh, n), baseHigh), zHigh));
    // y · log₂ x in two parts, less the nearest whole number.
    const yHigh = highPart(y);
    const low = f64x2.add(f64x2.mul(f64x2.sub(y, yHigh), logHigh), f64x2.mul(y, logLow));
    const high = f64x2.mul(yHigh, logHigh);
    const whole = f64x2.nearest(f64x2.add(low, high));
    const part = f64x2.sub(high, whole);
    const t = highPart(f64x2.add(low, part));
    const c = f64x2.mul(t, f64x2.splat(0.6931471824645996));
    const d = f64x2.add(
      f64x2.mul(f64x2.sub(low, f64x2.sub(t, part)), f64x2.splat(Math.LN2)),
      f64x2.mul(t, f64x2.splat(-1.904654299957768e-9)),
    );
    const z = f64x2.add(c, d);
    const w = f64x2.sub(d, f64x2.sub(z, c));
    const q = remainder(z);
    const ratio = f64x2.div(f64x2.mul(z, q), f64x2.sub(q, f64x2.splat(2)));
    const r = f64x2.sub(ratio, f64x2.add(w, f64x2.mul(z, w)));
    const result = f64x2.mul(
      f64x2.sub(f64x2.splat(1), f64x2.sub(r, z)),
      powerOf2(i32x4.trunc_sat_f64x2_s_zero(whole)),
    );
    const zero = v128.and(f64x2.eq(x, f64x2.splat(0)), f64x2.gt(y, f64x2.splat(0)));
    const normal = v128.and(f64x2.ge(x, f64x2.splat(TINIEST_NORMAL)), present(x));
    const moderate = v128.and(within(f64x2.abs(y), 0, 2147483648), within(f64x2.abs(whole), 0, 1000));
    const plain = orMissing(result, v128.and(normal, moderate));
    const first = v128.bitselect(x, v128.andnot(plain, zero), f64x2.eq(y, f64x2.splat(1)));
    const second = v128.bitselect(squareOf(x), first, f64x2.eq(y, f64x2.splat(2)));
    return v128.bitselect(f64x2.splat(1), second, v128.and(f64x2.eq(y, f64x2.splat(0)), present(x)));
  }
}

/** Missing where it is too large. */
function squareOf(x: v128): v128 {
  const square = f64x2.mul(x, x);
  return orMissing(square, present(square));
}

/** x − x² (P₁ + x² (P₂ + …)), from which eˣ is made for a small x. */
function remainder(x: v128): v128 {
  const t = f64x2.mul(x, x);
  let p = step(4.1381367970572385e-8, t, -1.6533902205465252e-6);
  p = step2(p, t, 6.613756321437934e-5);
  p = step2(p, t, -0.0027777777777015593);
  p = step2(p, t, 0.16666666666666602);
  return f64x2.sub(x, f64x2.mul(t, p));
}

/** c + x · inner. */
function step2(inner: v128, x: v128, c: f64): v128 {
  return f64x2.add(f64x2.splat(c), f64x2.mul(x, inner));
}

function step(inner: f64, x: v128, c: f64): v128 {
  return step2(f64x2.splat(inner), x, c);
}

function either(yes: f64, no: f64, mask: v128): v128 {
  return v128.bitselect(f64x2.splat(yes), f64x2.splat(no), mask);
}

function within(value: v128, from: f64, below: f64): v128 {
  return v128.and(f64x2.ge(value, f64x2.splat(from)), f64x2.lt(value, f64x2.splat(below)));
}

/** The number in [1, 2) of a normal one above 0. */
function mantissaOf(x: v128): v128 {
  return v128.or(v128.and(x, i64x2.splat(0x000fffffffffffff)), f64x2.splat(1));
}

function exponentOf(x: v128): v128 {
  return f64x2.sub(v128.or(i64x2.shr_u(x, 52), f64x2.splat(WHOLE)), f64x2.splat(WHOLE + BIAS));
}

/** Of the first two whole numbers. */
function powerOf2(n: v128): v128 {
  return i64x2.shl(i64x2.add(i64x2.extend_low_i32x4_s(n), i64x2.splat(1023)), 52);
}

/** Without the lower 32 bits. */
function highPart(x: v128): v128 {
  return v128.and(x, i64x2.splat(0xffffffff00000000));
}

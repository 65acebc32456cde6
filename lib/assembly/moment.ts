import { orMissing, present } from "./lanes";

// In the order of the kinds in lib/src/core/kernels/rollingMoments.ts; those of rollingShape.ts follow.
export const VARIANCE: i32 = 0;
export const STD: i32 = 1;
export const ZSCORE: i32 = 2;
export const SKEW: i32 = 3;
export const KURT: i32 = 4;

/**
 * A moment from the count n of values and the sums of their first to fourth powers from an origin. With central sums
 * M₂, M₃, M₄: c₂ = n M₂, c₃ = n² M₃, c₄ = n³ M₄.
 */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
export class Moment {
  /** `a` is the newest value from the origin, `ok` where it is present. Missing where n is less than `least`. */
  @inline
  static of(
    kind: i32,
    n: v128,
    t1: v128,
    t2: v128,
    t3: v128,
    t4: v128,
    a: v128,
    ok: v128,
    least: v128,
    free: v128,
  ): v128 {
    const square = f64x2.mul(t1, t1);
    const c2 = f64x2.pmax(f64x2.sub(f64x2.mul(n, t2), square), f64x2.splat(0));
    let fine = f64x2.ge(n, least);
    if (kind >= ZSCORE) fine = v128.and(fine, f64x2.gt(c2, f64x2.splat(0)));
    let result: v128;
    if (kind === KURT) result = Moment.kurt(n, t1, t2, t3, t4, square, c2);
    else if (kind === SKEW) result = Moment.skew(n, t1, t2, t3, square, c2);
    else if (kind === ZSCORE) {
      // (x − mean) / std, both n times as large.
      const share = f64x2.sqrt(f64x2.div(f64x2.sub(n, free), f64x2.mul(n, c2)));
      result = f64x2.mul(f64x2.sub(f64x2.mul(n, a), t1), share);
      fine = v128.and(fine, ok);
    } else {
      result = f64x2.div(c2, f64x2.mul(n, f64x2.sub(n, free)));
      if (kind === STD) result = f64x2.sqrt(result);
    }
    return orMissing(result, v128.and(fine, present(result)));
  }

  /** √(n (n − 1)) / (n − 2) · c₃ / c₂^1.5, with one division. */
  @inline
  static skew(n: v128, t1: v128, t2: v128, t3: v128, square: v128, c2: v128): v128 {
    const inner = f64x2.sub(f64x2.mul(n, t3), f64x2.mul(f64x2.splat(3), f64x2.mul(t1, t2)));
    const c3 = f64x2.add(f64x2.mul(n, inner), f64x2.mul(f64x2.add(t1, t1), square));
    const root = f64x2.sqrt(f64x2.mul(f64x2.mul(n, f64x2.sub(n, f64x2.splat(1))), c2));
    const bottom = f64x2.mul(f64x2.mul(c2, c2), f64x2.sub(n, f64x2.splat(2)));
    return f64x2.div(f64x2.mul(c3, root), bottom);
  }

  /** (n − 1) / ((n − 2)(n − 3)) · ((n + 1) c₄ / c₂² − 3 (n − 1)), with one division. */
  @inline
  static kurt(n: v128, t1: v128, t2: v128, t3: v128, t4: v128, square: v128, c2: v128): v128 {
    const one = f64x2.splat(1);
    const three = f64x2.splat(3);
    const inner = f64x2.sub(f64x2.mul(n, t4), f64x2.mul(f64x2.splat(4), f64x2.mul(t1, t3)));
    const middle = f64x2.add(f64x2.mul(n, inner), f64x2.mul(f64x2.splat(6), f64x2.mul(square, t2)));
    const c4 = f64x2.sub(f64x2.mul(n, middle), f64x2.mul(three, f64x2.mul(square, square)));
    const less = f64x2.sub(n, one);
    const squared = f64x2.mul(c2, c2);
    const normal = f64x2.mul(three, f64x2.mul(less, squared));
    const top = f64x2.mul(less, f64x2.sub(f64x2.mul(f64x2.add(n, one), c4), normal));
    const free = f64x2.mul(f64x2.sub(n, f64x2.splat(2)), f64x2.sub(n, three));
    return f64x2.div(top, f64x2.mul(squared, free));
  }
}

import { load } from "./lanes";

// In the order of the kinds in lib/src/core/kernels/rollingMoments.ts; those of rollingShape.ts follow.
export const VARIANCE: i32 = 0;
export const STD: i32 = 1;
export const ZSCORE: i32 = 2;
export const SKEW: i32 = 3;
export const KURT: i32 = 4;

/** A moment from sums of the first to fourth powers from an origin, t₁ to t₄, by way of the central sums M₂, M₃, M₄. */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
export class Moment {
  /**
   * `a` is the newest value from the origin; at `left` and `right` lie what the counts of both columns have. Not finite
   * where the moment is missing: of too few values, or where M₂ is 0 and would divide.
   */
  @inline
  static of(kind: i32, t1: v128, t2: v128, t3: v128, t4: v128, a: v128, left: usize, right: usize): v128 {
    const x = load(left);
    const y = load(right);
    const mean = f64x2.mul(t1, v128.shuffle<f64>(x, y, 0, 2));
    const scale = v128.shuffle<f64>(x, y, 1, 3);
    const square = f64x2.mul(mean, t1);
    const m2 = f64x2.sub(t2, square);
    if (kind === KURT) {
      // scale · M₄ / M₂² − normal
      const normal = v128.load64_lane(right, v128.load64_zero(left, 16), 1, 16);
      const top = f64x2.mul(scale, Moment.fourth(mean, square, t2, t3, t4));
      return f64x2.sub(f64x2.div(top, f64x2.mul(m2, m2)), normal);
    }
    if (kind === SKEW) {
      // scale · M₃ / M₂^1.5
      const top = f64x2.mul(scale, Moment.third(mean, square, t2, t3));
      return f64x2.div(top, f64x2.mul(m2, f64x2.sqrt(m2)));
    }
    if (kind === ZSCORE) return f64x2.div(f64x2.sub(a, mean), f64x2.sqrt(f64x2.mul(m2, scale)));
    // Of the smallest numbers, M₂ may be below 0.
    const variance = f64x2.mul(f64x2.pmax(m2, f64x2.splat(0)), scale);
    return kind === STD ? f64x2.sqrt(variance) : variance;
  }

  /** M₃ = t₃ − m (3 t₂ − 2 m t₁) */
  @inline
  static third(mean: v128, square: v128, t2: v128, t3: v128): v128 {
    const inner = f64x2.sub(f64x2.mul(f64x2.splat(3), t2), f64x2.add(square, square));
    return f64x2.sub(t3, f64x2.mul(mean, inner));
  }

  /** M₄ = t₄ − m (4 t₃ − m (6 t₂ − 3 m t₁)) */
  @inline
  static fourth(mean: v128, square: v128, t2: v128, t3: v128, t4: v128): v128 {
    const inner = f64x2.mul(f64x2.splat(3), f64x2.sub(f64x2.add(t2, t2), square));
    const middle = f64x2.sub(f64x2.mul(f64x2.splat(4), t3), f64x2.mul(mean, inner));
    return f64x2.sub(t4, f64x2.mul(mean, middle));
  }
}

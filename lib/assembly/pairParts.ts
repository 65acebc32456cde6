import { orMissing, present, store } from "./lanes";

// 0: correlation.
const COV: i32 = 1;
const BETA: i32 = 2;

/** Bytes of a suffix of one pair of columns: count, means of x and y (from their origins), sums xx, yy, xy. */
export const SUFFIX: usize = 96;
/** Bytes of what a row without holes has in all columns: count of both parts, weight of their gap, share of a value. */
export const PART: usize = 48;

/** What is asked of the blocks at hand. */
let kind: i32 = 0;
let least: f64 = 0;
let flat: f64 = 0;

export function setPair(kindOfResult: i32, min: f64, ofFlat: f64): void {
  kind = kindOfResult;
  least = Math.max(min, 2);
  flat = ofFlat;
}

// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
export class Pair {
  /** Of both parts (Chan, Golub & LeVeque 1983). */
  @inline
  static sum(older: v128, own: v128, gap: v128, other: v128, weight: v128): v128 {
    return f64x2.add(f64x2.add(older, own), f64x2.mul(f64x2.mul(gap, other), weight));
  }

  @inline
  static give(at: usize, n: v128, xx: v128, yy: v128, xy: v128, alone: bool): void {
    const enough = f64x2.ge(n, f64x2.splat(least));
    let fine = enough;
    let result: v128;
    if (kind === COV) result = f64x2.div(xy, f64x2.sub(n, f64x2.splat(1)));
    else {
      fine = v128.and(fine, f64x2.gt(xx, f64x2.splat(0)));
      if (kind === BETA) result = f64x2.div(xy, xx);
      else {
        fine = v128.and(fine, f64x2.gt(yy, f64x2.splat(0)));
        const ratio = f64x2.div(xy, f64x2.sqrt(f64x2.mul(xx, yy)));
        result = f64x2.pmax(f64x2.splat(-1), f64x2.pmin(f64x2.splat(1), ratio));
      }
    }
    result = v128.bitselect(result, f64x2.splat(flat), v128.and(fine, present(result)));
    result = orMissing(result, enough);
    if (alone) v128.store64_lane(at, result, 0);
    else store(at, result);
  }

  @inline
  static keep(at: usize, n: v128, mx: v128, my: v128, xx: v128, yy: v128, xy: v128): void {
    store(at, n);
    v128.store(at, mx, 16);
    v128.store(at, my, 32);
    v128.store(at, xx, 48);
    v128.store(at, yy, 64);
    v128.store(at, xy, 80);
  }
}

import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

export const CORR: i32 = 0;
export const COV: i32 = 1;
export const BETA: i32 = 2;

/**
 * Rolling correlation, covariance or slope of `y` on `x` of one block of rows, see `rollingPair`; `flat` stands where a
 * side does not vary.
 * State of each pair of columns, side by side: suffix count, means of x and y (from their origins), sums xx, yy, xy; the
 * same of the prefix and its two origins; two suffix origins.
 */
export function pair(
  x: usize,
  y: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  min: f64,
  kind: i32,
  flat: f64,
): void {
  const width = (<usize>columns) << 3;
  const S = stateRow(columns);
  const table = <usize>(window + 1) * S;
  const prefix = state + 6 * table;
  const origins = prefix + 8 * S;
  const end = origins + 2 * S;
  if (first) memory.fill(state, 0, 6 * table + 10 * S);
  memory.fill(prefix, 0, 8 * S);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const least = f64x2.splat(Math.max(min, 2));
  let knownA = f64x2.splat(NaN);
  let knownB = knownA;
  let weight = knownA;
  for (let r = 0; r < rows; r++) {
    let inX = x + <usize>r * width;
    let inY = y + <usize>r * width;
    let out = output + <usize>r * width;
    let t = state + <usize>(r + 1) * 6 * S;
    let p = prefix;
    for (let from = origins; from < end; from += 32) {
      const a = load(inX);
      const b = load(inY);
      const ok = v128.and(present(a), present(b));
      const n0 = load(p);
      const starts = v128.andnot(ok, f64x2.gt(n0, zero));
      const ownX = v128.bitselect(a, v128.load(p, 96), starts);
      const ownY = v128.bitselect(b, v128.load(p, 112), starts);
      const nb = counted(n0, ok);
      const u = f64x2.sub(a, ownX);
      const v = f64x2.sub(b, ownY);
      const oldX = v128.load(p, 16);
      const oldY = v128.load(p, 32);
      const dx = f64x2.sub(u, oldX);
      const dy = f64x2.sub(v, oldY);
      const mx = f64x2.add(oldX, only(f64x2.div(dx, nb), ok));
      const my = f64x2.add(oldY, only(f64x2.div(dy, nb), ok));
      const restY = f64x2.sub(v, my);
      const bxx = f64x2.add(v128.load(p, 48), only(f64x2.mul(dx, f64x2.sub(u, mx)), ok));
      const byy = f64x2.add(v128.load(p, 64), only(f64x2.mul(dy, restY), ok));
      const bxy = f64x2.add(v128.load(p, 80), only(f64x2.mul(dx, restY), ok));
      store(p, nb);
      v128.store(p, mx, 16);
      v128.store(p, my, 32);
      v128.store(p, bxx, 48);
      v128.store(p, byy, 64);
      v128.store(p, bxy, 80);
      v128.store(p, ownX, 96);
      v128.store(p, ownY, 112);
      const na = load(t);
      const n = f64x2.add(na, nb);
      // Mostly that of the columns before.
      if (!v128.all_true<i64>(v128.and(f64x2.eq(na, knownA), f64x2.eq(nb, knownB)))) {
        weight = f64x2.mul(f64x2.div(na, n), nb);
        knownA = na;
        knownB = nb;
      }
      const gapX = f64x2.add(f64x2.sub(mx, v128.load(t, 16)), f64x2.sub(ownX, load(from)));
      const gapY = f64x2.add(f64x2.sub(my, v128.load(t, 32)), f64x2.sub(ownY, v128.load(from, 16)));
      const xy = f64x2.add(f64x2.add(v128.load(t, 80), bxy), f64x2.mul(f64x2.mul(gapX, gapY), weight));
      const enough = f64x2.ge(n, least);
      let fine = enough;
      let result: v128;
      if (kind === COV) result = f64x2.div(xy, f64x2.sub(n, one));
      else {
        const xx = f64x2.add(f64x2.add(v128.load(t, 48), bxx), f64x2.mul(f64x2.mul(gapX, gapX), weight));
        fine = v128.and(fine, f64x2.gt(xx, zero));
        if (kind === BETA) result = f64x2.div(xy, xx);
        else {
          const yy = f64x2.add(f64x2.add(v128.load(t, 64), byy), f64x2.mul(f64x2.mul(gapY, gapY), weight));
          fine = v128.and(fine, f64x2.gt(yy, zero));
          const ratio = f64x2.div(xy, f64x2.sqrt(f64x2.mul(xx, yy)));
          result = f64x2.pmax(f64x2.splat(-1), f64x2.pmin(one, ratio));
        }
      }
      result = v128.bitselect(result, f64x2.splat(flat), v128.and(fine, present(result)));
      store(out, orMissing(result, enough));
      inX += 16;
      inY += 16;
      out += 16;
      t += 96;
      p += 128;
    }
  }
  if (rows < window) return;
  for (let k = window - 1; k >= 1; k--) {
    let inX = x + <usize>k * width;
    let inY = y + <usize>k * width;
    let here = state + <usize>k * 6 * S;
    let next = here + 6 * S;
    for (let from = origins; from < end; from += 32) {
      const a = load(inX);
      const b = load(inY);
      const ok = v128.and(present(a), present(b));
      const n0 = load(next);
      const starts = v128.andnot(ok, f64x2.gt(n0, zero));
      const ownX = v128.bitselect(a, load(from), starts);
      const ownY = v128.bitselect(b, v128.load(from, 16), starts);
      const n = counted(n0, ok);
      const u = f64x2.sub(a, ownX);
      const v = f64x2.sub(b, ownY);
      const oldX = v128.load(next, 16);
      const oldY = v128.load(next, 32);
      const dx = f64x2.sub(u, oldX);
      const dy = f64x2.sub(v, oldY);
      const mx = f64x2.add(oldX, only(f64x2.div(dx, n), ok));
      const my = f64x2.add(oldY, only(f64x2.div(dy, n), ok));
      const restY = f64x2.sub(v, my);
      store(from, ownX);
      v128.store(from, ownY, 16);
      store(here, n);
      v128.store(here, mx, 16);
      v128.store(here, my, 32);
      v128.store(here, f64x2.add(v128.load(next, 48), only(f64x2.mul(dx, f64x2.sub(u, mx)), ok)), 48);
      v128.store(here, f64x2.add(v128.load(next, 64), only(f64x2.mul(dy, restY), ok)), 64);
      v128.store(here, f64x2.add(v128.load(next, 80), only(f64x2.mul(dx, restY), ok)), 80);
      inX += 16;
      inY += 16;
      here += 96;
      next += 96;
    }
  }
}

import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

export const CORR: i32 = 0;
export const COV: i32 = 1;
export const BETA: i32 = 2;

/**
 * Rolling correlation, covariance or slope of `y` on `x` of one block of rows, see `rollingPair`; `flat` stands where a
 * side does not vary.
 * State: suffix counts, means of x and y (from their origins), sums xx, yy, xy; two suffix origins; the same of the prefix.
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
  const count = state;
  const meanX = count + table;
  const meanY = meanX + table;
  const sxx = meanY + table;
  const syy = sxx + table;
  const sxy = syy + table;
  const originX = sxy + table;
  const originY = originX + S;
  const pCount = originY + S;
  const pMeanX = pCount + S;
  const pMeanY = pMeanX + S;
  const pxx = pMeanY + S;
  const pyy = pxx + S;
  const pxy = pyy + S;
  const pOriginX = pxy + S;
  const pOriginY = pOriginX + S;
  if (first) memory.fill(state, 0, 6 * table + 10 * S);
  memory.fill(pCount, 0, 6 * S);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  for (let r = 0; r < rows; r++) {
    const at = <usize>r * width;
    const tail = <usize>(r + 1) * S;
    for (let j: usize = 0; j < S; j += 16) {
      const a = load(x + at + j);
      const b = load(y + at + j);
      const ok = v128.and(present(a), present(b));
      const n0 = load(pCount + j);
      const starts = only(f64x2.eq(n0, zero), ok);
      const fromX = v128.bitselect(a, load(pOriginX + j), starts);
      const fromY = v128.bitselect(b, load(pOriginY + j), starts);
      const nb = counted(n0, ok);
      const u = f64x2.sub(a, fromX);
      const v = f64x2.sub(b, fromY);
      const dx = f64x2.sub(u, load(pMeanX + j));
      const dy = f64x2.sub(v, load(pMeanY + j));
      const mx = f64x2.add(load(pMeanX + j), only(f64x2.div(dx, nb), ok));
      const my = f64x2.add(load(pMeanY + j), only(f64x2.div(dy, nb), ok));
      const bxx = f64x2.add(load(pxx + j), only(f64x2.mul(dx, f64x2.sub(u, mx)), ok));
      const byy = f64x2.add(load(pyy + j), only(f64x2.mul(dy, f64x2.sub(v, my)), ok));
      const bxy = f64x2.add(load(pxy + j), only(f64x2.mul(dx, f64x2.sub(v, my)), ok));
      store(pOriginX + j, fromX);
      store(pOriginY + j, fromY);
      store(pCount + j, nb);
      store(pMeanX + j, mx);
      store(pMeanY + j, my);
      store(pxx + j, bxx);
      store(pyy + j, byy);
      store(pxy + j, bxy);
      const i = tail + j;
      const na = load(count + i);
      const n = f64x2.add(na, nb);
      const weight = f64x2.mul(f64x2.div(na, n), nb);
      const gapX = f64x2.add(f64x2.sub(mx, load(meanX + i)), f64x2.sub(fromX, load(originX + j)));
      const gapY = f64x2.add(f64x2.sub(my, load(meanY + i)), f64x2.sub(fromY, load(originY + j)));
      const xx = f64x2.add(f64x2.add(load(sxx + i), bxx), f64x2.mul(f64x2.mul(gapX, gapX), weight));
      const xy = f64x2.add(f64x2.add(load(sxy + i), bxy), f64x2.mul(f64x2.mul(gapX, gapY), weight));
      const enough = v128.and(f64x2.ge(n, f64x2.splat(min)), f64x2.ge(n, f64x2.splat(2)));
      let fine = enough;
      let result: v128;
      if (kind === COV) result = f64x2.div(xy, f64x2.sub(n, one));
      else {
        fine = v128.and(fine, f64x2.gt(xx, zero));
        if (kind === BETA) result = f64x2.div(xy, xx);
        else {
          const yy = f64x2.add(f64x2.add(load(syy + i), byy), f64x2.mul(f64x2.mul(gapY, gapY), weight));
          fine = v128.and(fine, f64x2.gt(yy, zero));
          const ratio = f64x2.div(xy, f64x2.sqrt(f64x2.mul(xx, yy)));
          result = f64x2.pmax(f64x2.splat(-1), f64x2.pmin(one, ratio));
        }
      }
      result = v128.bitselect(result, f64x2.splat(flat), v128.and(fine, present(result)));
      store(output + at + j, orMissing(result, enough));
    }
  }
  if (rows < window) return;
  for (let k = window - 1; k >= 1; k--) {
    const at = <usize>k * width;
    const here = <usize>k * S;
    const next = here + S;
    for (let j: usize = 0; j < S; j += 16) {
      const a = load(x + at + j);
      const b = load(y + at + j);
      const ok = v128.and(present(a), present(b));
      const n0 = load(count + next + j);
      const starts = only(f64x2.eq(n0, zero), ok);
      const fromX = v128.bitselect(a, load(originX + j), starts);
      const fromY = v128.bitselect(b, load(originY + j), starts);
      const n = counted(n0, ok);
      const u = f64x2.sub(a, fromX);
      const v = f64x2.sub(b, fromY);
      const dx = f64x2.sub(u, load(meanX + next + j));
      const dy = f64x2.sub(v, load(meanY + next + j));
      const mx = f64x2.add(load(meanX + next + j), only(f64x2.div(dx, n), ok));
      const my = f64x2.add(load(meanY + next + j), only(f64x2.div(dy, n), ok));
      store(originX + j, fromX);
      store(originY + j, fromY);
      store(count + here + j, n);
      store(meanX + here + j, mx);
      store(meanY + here + j, my);
      store(sxx + here + j, f64x2.add(load(sxx + next + j), only(f64x2.mul(dx, f64x2.sub(u, mx)), ok)));
      store(syy + here + j, f64x2.add(load(syy + next + j), only(f64x2.mul(dy, f64x2.sub(v, my)), ok)));
      store(sxy + here + j, f64x2.add(load(sxy + next + j), only(f64x2.mul(dx, f64x2.sub(v, my)), ok)));
    }
  }
}

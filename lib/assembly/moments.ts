import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

export const VARIANCE: i32 = 0;
export const STD: i32 = 1;
export const ZSCORE: i32 = 2;

/**
 * Rolling variance, standard deviation or z-score of one block of rows, see `rollingMoments`.
 * State of each pair of columns, side by side: suffix count, sum and sum of squares from the origin; the same of the
 * prefix and its origin; suffix origin. `min` is at least `ddof` + 1.
 */
export function moments(
  input: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  min: f64,
  ddof: f64,
  kind: i32,
): void {
  const width = (<usize>columns) << 3;
  const S = stateRow(columns);
  const table = <usize>(window + 1) * S;
  const prefix = state + 3 * table;
  const origin = prefix + 4 * S;
  if (first) memory.fill(state, 0, 3 * table + 5 * S);
  memory.fill(prefix, 0, 4 * S);
  const zero = f64x2.splat(0);
  const free = f64x2.splat(ddof);
  const end = origin + S;
  for (let r = 0; r < rows; r++) {
    let row = input + <usize>r * width;
    let out = output + <usize>r * width;
    let t = state + <usize>(r + 1) * 3 * S;
    let p = prefix;
    for (let from = origin; from < end; from += 16) {
      const value = load(row);
      const ok = present(value);
      const n0 = load(p);
      const begun = f64x2.gt(n0, zero);
      const own = v128.bitselect(value, v128.load(p, 48), v128.andnot(ok, begun));
      const nb = counted(n0, ok);
      const a = only(f64x2.sub(value, own), ok);
      const s1 = f64x2.add(v128.load(p, 16), a);
      const s2 = f64x2.add(v128.load(p, 32), f64x2.mul(a, a));
      store(p, nb);
      v128.store(p, s1, 16);
      v128.store(p, s2, 32);
      v128.store(p, own, 48);
      // All from one origin: the newer block's, or the older one's when the newer is empty.
      const na = load(t);
      const gap = only(f64x2.sub(load(from), own), v128.or(begun, ok));
      const n = f64x2.add(na, nb);
      const older = v128.load(t, 16);
      const moved = f64x2.add(older, f64x2.mul(na, gap));
      const t1 = f64x2.add(moved, s1);
      const t2 = f64x2.add(f64x2.add(v128.load(t, 32), s2), f64x2.mul(gap, f64x2.add(older, moved)));
      const spread = f64x2.pmax(zero, f64x2.sub(f64x2.mul(n, t2), f64x2.mul(t1, t1)));
      const rest = f64x2.sub(n, free);
      let fine = f64x2.ge(n, f64x2.splat(min));
      let result: v128;
      if (kind === ZSCORE) {
        // (x − mean) / std, both n times as large.
        result = f64x2.mul(f64x2.sub(f64x2.mul(n, a), t1), f64x2.sqrt(f64x2.div(rest, f64x2.mul(n, spread))));
        fine = v128.and(fine, v128.and(f64x2.gt(spread, zero), ok));
      } else {
        result = f64x2.div(spread, f64x2.mul(n, rest));
        if (kind === STD) result = f64x2.sqrt(result);
      }
      store(out, orMissing(result, v128.and(fine, present(result))));
      row += 16;
      out += 16;
      t += 48;
      p += 64;
    }
  }
  if (rows < window) return;
  for (let k = window - 1; k >= 1; k--) {
    let row = input + <usize>k * width;
    let here = state + <usize>k * 3 * S;
    let next = here + 3 * S;
    for (let from = origin; from < end; from += 16) {
      const value = load(row);
      const ok = present(value);
      const n0 = load(next);
      const own = v128.bitselect(value, load(from), v128.andnot(ok, f64x2.gt(n0, zero)));
      const a = only(f64x2.sub(value, own), ok);
      store(from, own);
      store(here, counted(n0, ok));
      v128.store(here, f64x2.add(v128.load(next, 16), a), 16);
      v128.store(here, f64x2.add(v128.load(next, 32), f64x2.mul(a, a)), 32);
      row += 16;
      here += 48;
      next += 48;
    }
  }
}

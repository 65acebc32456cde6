import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

export const VARIANCE: i32 = 0;
export const STD: i32 = 1;
export const ZSCORE: i32 = 2;

/**
 * Rolling variance, standard deviation or z-score of one block of rows, see `rollingMoments`.
 * State of each pair of columns, side by side: suffix count, sum and sum of squares from the origin; the same of the
 * prefix and its origin; suffix origin.
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
  for (let r = 0; r < rows; r++) {
    const row = input + <usize>r * width;
    const out = output + <usize>r * width;
    let t = state + <usize>(r + 1) * 3 * S;
    let p = prefix;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      const n0 = load(p);
      const from = v128.bitselect(value, v128.load(p, 48), only(f64x2.eq(n0, zero), ok));
      const nb = counted(n0, ok);
      const a = only(f64x2.sub(value, from), ok);
      const s1 = f64x2.add(v128.load(p, 16), a);
      const s2 = f64x2.add(v128.load(p, 32), f64x2.mul(a, a));
      store(p, nb);
      v128.store(p, s1, 16);
      v128.store(p, s2, 32);
      v128.store(p, from, 48);
      // All from one origin: the older block's, or the newer one's when the older is empty.
      const na = load(t);
      const both = v128.and(f64x2.gt(na, zero), f64x2.gt(nb, zero));
      const gap = only(f64x2.sub(from, load(origin + j)), both);
      const n = f64x2.add(na, nb);
      const moved = f64x2.mul(nb, gap);
      const t1 = f64x2.add(f64x2.add(v128.load(t, 16), s1), moved);
      const twice = f64x2.add(f64x2.add(s1, s1), moved);
      const t2 = f64x2.add(f64x2.add(v128.load(t, 32), s2), f64x2.mul(gap, twice));
      const spread = f64x2.pmax(zero, f64x2.sub(f64x2.mul(n, t2), f64x2.mul(t1, t1)));
      let result = f64x2.div(spread, f64x2.mul(n, f64x2.sub(n, free)));
      let fine = v128.and(f64x2.ge(n, f64x2.splat(min)), f64x2.gt(n, free));
      if (kind !== VARIANCE) result = f64x2.sqrt(result);
      if (kind === ZSCORE) {
        const ahead = f64x2.sub(f64x2.mul(n, f64x2.add(a, gap)), t1);
        fine = v128.and(fine, v128.and(f64x2.gt(spread, zero), ok));
        result = f64x2.div(ahead, f64x2.mul(n, result));
      }
      store(out + j, orMissing(result, v128.and(fine, present(result))));
      t += 48;
      p += 64;
    }
  }
  if (rows < window) return;
  for (let k = window - 1; k >= 1; k--) {
    const row = input + <usize>k * width;
    let here = state + <usize>k * 3 * S;
    let next = here + 3 * S;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      const n0 = load(next);
      const from = v128.bitselect(value, load(origin + j), only(f64x2.eq(n0, zero), ok));
      const a = only(f64x2.sub(value, from), ok);
      store(origin + j, from);
      store(here, counted(n0, ok));
      v128.store(here, f64x2.add(v128.load(next, 16), a), 16);
      v128.store(here, f64x2.add(v128.load(next, 32), f64x2.mul(a, a)), 32);
      here += 48;
      next += 48;
    }
  }
}

import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

export const VARIANCE: i32 = 0;
export const STD: i32 = 1;
export const ZSCORE: i32 = 2;

/**
 * Rolling variance, standard deviation or z-score of one block of rows, see `rollingMoments`.
 * State: suffix counts, means (from the origin), sums of squares, suffix origin; the same four of the prefix.
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
  const count = state;
  const mean = count + table;
  const squares = mean + table;
  const origin = squares + table;
  const prefixCount = origin + S;
  const prefixMean = prefixCount + S;
  const prefixSquares = prefixMean + S;
  const prefixOrigin = prefixSquares + S;
  if (first) memory.fill(state, 0, 3 * table + 5 * S);
  memory.fill(prefixCount, 0, 3 * S);
  const zero = f64x2.splat(0);
  for (let r = 0; r < rows; r++) {
    const row = input + <usize>r * width;
    const out = output + <usize>r * width;
    const tail = <usize>(r + 1) * S;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      const n0 = load(prefixCount + j);
      const from = v128.bitselect(value, load(prefixOrigin + j), only(f64x2.eq(n0, zero), ok));
      const nb = counted(n0, ok);
      const shifted = f64x2.sub(value, from);
      const m0 = load(prefixMean + j);
      const delta = f64x2.sub(shifted, m0);
      const mb = f64x2.add(m0, only(f64x2.div(delta, nb), ok));
      const qb = f64x2.add(load(prefixSquares + j), only(f64x2.mul(delta, f64x2.sub(shifted, mb)), ok));
      store(prefixOrigin + j, from);
      store(prefixCount + j, nb);
      store(prefixMean + j, mb);
      store(prefixSquares + j, qb);
      // Chan, Golub & LeVeque: join the suffix of the block before with the prefix of this one.
      const na = load(count + tail + j);
      const n = f64x2.add(na, nb);
      const gap = f64x2.add(f64x2.sub(mb, load(mean + tail + j)), f64x2.sub(from, load(origin + j)));
      const apart = f64x2.mul(f64x2.div(f64x2.mul(f64x2.mul(gap, gap), na), n), nb);
      const all = f64x2.add(f64x2.add(load(squares + tail + j), qb), apart);
      const variance = f64x2.div(all, f64x2.sub(n, f64x2.splat(ddof)));
      let result = variance;
      let fine = v128.and(f64x2.ge(n, f64x2.splat(min)), f64x2.gt(n, f64x2.splat(ddof)));
      if (kind !== VARIANCE) result = f64x2.sqrt(variance);
      if (kind === ZSCORE) {
        const ahead = f64x2.sub(f64x2.sub(value, from), mb);
        const distance = f64x2.add(ahead, f64x2.div(f64x2.mul(gap, na), n));
        fine = v128.and(fine, v128.and(f64x2.gt(variance, zero), present(distance)));
        result = f64x2.div(distance, result);
      }
      store(out + j, orMissing(result, fine));
    }
  }
  if (rows < window) return;
  for (let k = window - 1; k >= 1; k--) {
    const row = input + <usize>k * width;
    const here = <usize>k * S;
    const next = here + S;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      const n0 = load(count + next + j);
      const from = v128.bitselect(value, load(origin + j), only(f64x2.eq(n0, zero), ok));
      const n = counted(n0, ok);
      const shifted = f64x2.sub(value, from);
      const m0 = load(mean + next + j);
      const delta = f64x2.sub(shifted, m0);
      const m = f64x2.add(m0, only(f64x2.div(delta, n), ok));
      const product = f64x2.mul(delta, f64x2.sub(shifted, m));
      store(origin + j, from);
      store(count + here + j, n);
      store(mean + here + j, m);
      store(squares + here + j, f64x2.add(load(squares + next + j), only(product, ok)));
    }
  }
}

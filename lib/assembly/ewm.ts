import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

/**
 * Recursive mean of one block of rows, see `ewmMean`. State: mean, count.
 */
export function ewmMean(
  input: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  first: bool,
  min: f64,
  alpha: f64,
): void {
  const width = (<usize>columns) << 3;
  const S = stateRow(columns);
  const seen = state + S;
  if (first) memory.fill(state, 0, 2 * S);
  const keep = f64x2.splat(1 - alpha);
  const share = f64x2.splat(alpha);
  for (let r = 0; r < rows; r++) {
    const at = <usize>r * width;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(input + at + j);
      const ok = present(value);
      const n = load(seen + j);
      const before = load(state + j);
      const moved = f64x2.add(f64x2.mul(keep, before), f64x2.mul(share, value));
      const next = v128.bitselect(value, moved, f64x2.eq(n, f64x2.splat(0)));
      const mean = v128.bitselect(next, before, ok);
      const count = counted(n, ok);
      store(state + j, mean);
      store(seen + j, count);
      store(output + at + j, orMissing(mean, f64x2.ge(count, f64x2.splat(min))));
    }
  }
}

/**
 * Weighted mean or standard deviation of one block of rows, see `ewmMoments`. State: count, newest value, mean − newest
 * value, variance, sum of weights, sum of squared weights.
 */
export function ewmMoments(
  input: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  first: bool,
  min: f64,
  alpha: f64,
  added: f64,
  std: bool,
): void {
  const width = (<usize>columns) << 3;
  const S = stateRow(columns);
  const newest = state + S;
  const distance = newest + S;
  const variance = distance + S;
  const weight = variance + S;
  const squared = weight + S;
  const one = f64x2.splat(1);
  if (first) {
    memory.fill(state, 0, 4 * S);
    for (let j: usize = 0; j < 2 * S; j += 16) store(weight + j, one);
  }
  const zero = f64x2.splat(0);
  const keep = f64x2.splat(1 - alpha);
  const keepSquared = f64x2.splat((1 - alpha) * (1 - alpha));
  const plus = f64x2.splat(added);
  const plusSquared = f64x2.splat(added * added);
  for (let r = 0; r < rows; r++) {
    const at = <usize>r * width;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(input + at + j);
      const ok = present(value);
      const n0 = load(state + j);
      const follows = only(f64x2.gt(n0, zero), ok);
      const last0 = load(newest + j);
      const d0 = load(distance + j);
      const v0 = load(variance + j);
      const w0 = load(weight + j);
      const q0 = load(squared + j);
      const total = f64x2.add(f64x2.mul(keep, w0), plus);
      const share = f64x2.div(plus, total);
      const gap = f64x2.sub(f64x2.sub(value, last0), d0);
      const spread = f64x2.add(v0, f64x2.mul(f64x2.mul(share, gap), gap));
      const d = v128.bitselect(f64x2.mul(f64x2.sub(share, one), gap), d0, follows);
      const v = v128.bitselect(f64x2.mul(f64x2.sub(one, share), spread), v0, follows);
      const q = v128.bitselect(f64x2.add(f64x2.mul(keepSquared, q0), plusSquared), q0, follows);
      const w = v128.bitselect(total, w0, follows);
      const last = v128.bitselect(value, last0, ok);
      const n = counted(n0, ok);
      store(state + j, n);
      store(newest + j, last);
      store(distance + j, d);
      store(variance + j, v);
      store(weight + j, w);
      store(squared + j, q);
      let fine = f64x2.ge(n, f64x2.splat(min));
      let result = f64x2.add(last, d);
      if (std) {
        const whole = f64x2.mul(w, w);
        const free = f64x2.sub(whole, q);
        result = f64x2.sqrt(f64x2.div(f64x2.mul(v, whole), free));
        fine = v128.and(fine, v128.and(f64x2.gt(free, zero), present(result)));
      }
      store(output + at + j, orMissing(result, fine));
    }
  }
}

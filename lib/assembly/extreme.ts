import { counted, load, orMissing, present, stateRow, store } from "./lanes";

/**
 * Rolling maximum (`sign` 1) or minimum (`sign` -1: the negated maximum of the negated values) of one block of rows,
 * see `rollingExtreme`. State: suffix bests, suffix counts, prefix best, prefix count.
 */
export function extreme(
  input: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  min: f64,
  sign: f64,
): void {
  const width = (<usize>columns) << 3;
  const S = stateRow(columns);
  const suffix = state;
  const suffixCount = suffix + <usize>(window + 1) * S;
  const prefix = suffixCount + <usize>(window + 1) * S;
  const prefixCount = prefix + S;
  if (first) {
    lowest(suffix, <usize>(window + 1) * S);
    memory.fill(suffixCount, 0, <usize>(window + 1) * S);
  }
  lowest(prefix, S);
  memory.fill(prefixCount, 0, S);
  for (let r = 0; r < rows; r++) {
    const row = input + <usize>r * width;
    const out = output + <usize>r * width;
    const tail = <usize>(r + 1) * S;
    for (let j: usize = 0; j < S; j += 16) {
      const value = signed(row + j, sign);
      const best = larger(load(prefix + j), value);
      const count = counted(load(prefixCount + j), present(value));
      store(prefix + j, best);
      store(prefixCount + j, count);
      const n = f64x2.add(load(suffixCount + tail + j), count);
      const result = f64x2.mul(f64x2.pmax(load(suffix + tail + j), best), f64x2.splat(sign));
      store(out + j, orMissing(result, f64x2.ge(n, f64x2.splat(min))));
    }
  }
  if (rows < window) return;
  for (let k = window - 1; k >= 1; k--) {
    const row = input + <usize>k * width;
    const here = <usize>k * S;
    for (let j: usize = 0; j < S; j += 16) {
      const value = signed(row + j, sign);
      store(suffix + here + j, larger(load(suffix + here + S + j), value));
      store(suffixCount + here + j, counted(load(suffixCount + here + S + j), present(value)));
    }
  }
}

function signed(at: usize, sign: f64): v128 {
  return f64x2.mul(load(at), f64x2.splat(sign));
}

/** `value` where it is present and larger than `best`. */
function larger(best: v128, value: v128): v128 {
  return v128.bitselect(value, best, v128.and(f64x2.gt(value, best), present(value)));
}

function lowest(at: usize, bytes: usize): void {
  for (let j: usize = 0; j < bytes; j += 16) store(at + j, f64x2.splat(-Infinity));
}

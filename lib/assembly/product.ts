import { counted, load, orMissing, present, stateRow, store } from "./lanes";

/** Rolling product of one block of rows, see `rollingProduct`. State: suffix products and counts, those of the prefix. */
export function product(
  input: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  min: f64,
): void {
  const width = (<usize>columns) << 3;
  const S = stateRow(columns);
  const suffix = state;
  const suffixCount = suffix + <usize>(window + 1) * S;
  const prefix = suffixCount + <usize>(window + 1) * S;
  const prefixCount = prefix + S;
  const one = f64x2.splat(1);
  if (first) {
    for (let at = suffix; at < suffixCount; at += 16) store(at, one);
    memory.fill(suffixCount, 0, <usize>(window + 1) * S);
  }
  for (let at = prefix; at < prefixCount; at += 16) store(at, one);
  memory.fill(prefixCount, 0, S);
  for (let r = 0; r < rows; r++) {
    const row = input + <usize>r * width;
    const out = output + <usize>r * width;
    const tail = <usize>(r + 1) * S;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      const all = f64x2.mul(load(prefix + j), v128.bitselect(value, one, ok));
      const count = counted(load(prefixCount + j), ok);
      store(prefix + j, all);
      store(prefixCount + j, count);
      const n = f64x2.add(load(suffixCount + tail + j), count);
      const result = f64x2.mul(load(suffix + tail + j), all);
      store(out + j, orMissing(result, v128.and(present(result), f64x2.ge(n, f64x2.splat(min)))));
    }
  }
  if (rows < window) return;
  for (let k = window - 1; k >= 1; k--) {
    const row = input + <usize>k * width;
    const here = <usize>k * S;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      store(suffix + here + j, f64x2.mul(load(suffix + here + S + j), v128.bitselect(value, one, ok)));
      store(suffixCount + here + j, counted(load(suffixCount + here + S + j), ok));
    }
  }
}

import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

export const SUM: i32 = 0;
export const MEAN: i32 = 1;
export const COUNT: i32 = 2;

/** Rolling sum, mean or count of one block of rows, see `rollingSum`. State: suffix sums, suffix counts, prefix sum, prefix count. */
export function sum(
  input: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  min: f64,
  kind: i32,
): void {
  const width = (<usize>columns) << 3;
  const S = stateRow(columns);
  const suffixSum = state;
  const suffixCount = suffixSum + <usize>(window + 1) * S;
  const prefixSum = suffixCount + <usize>(window + 1) * S;
  const prefixCount = prefixSum + S;
  if (first) memory.fill(suffixSum, 0, <usize>(window + 1) * S * 2);
  memory.fill(prefixSum, 0, 2 * S);
  for (let r = 0; r < rows; r++) {
    const row = input + <usize>r * width;
    const out = output + <usize>r * width;
    const tail = <usize>(r + 1) * S;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      const total = f64x2.add(load(prefixSum + j), only(value, ok));
      const count = counted(load(prefixCount + j), ok);
      store(prefixSum + j, total);
      store(prefixCount + j, count);
      const n = f64x2.add(load(suffixCount + tail + j), count);
      let result = f64x2.add(load(suffixSum + tail + j), total);
      if (kind === MEAN) result = f64x2.div(result, n);
      else if (kind === COUNT) result = n;
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
      store(suffixSum + here + j, f64x2.add(load(suffixSum + here + S + j), only(value, ok)));
      store(suffixCount + here + j, counted(load(suffixCount + here + S + j), ok));
    }
  }
}

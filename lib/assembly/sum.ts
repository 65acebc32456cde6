import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

export const SUM: i32 = 0;
export const MEAN: i32 = 1;
export const COUNT: i32 = 2;

/**
 * Rolling sum, mean or count of one block of rows, see `rollingSum`.
 * State of each pair of columns, side by side: suffix sum and count; those of the prefix.
 */
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
  const table = <usize>(window + 1) * S * 2;
  const prefix = state + table;
  if (first) memory.fill(state, 0, table);
  memory.fill(prefix, 0, 2 * S);
  for (let r = 0; r < rows; r++) {
    const row = input + <usize>r * width;
    const out = output + <usize>r * width;
    let t = state + <usize>(r + 1) * S * 2;
    let p = prefix;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      const total = f64x2.add(load(p), only(value, ok));
      const count = counted(v128.load(p, 16), ok);
      store(p, total);
      v128.store(p, count, 16);
      const n = f64x2.add(v128.load(t, 16), count);
      let result = f64x2.add(load(t), total);
      if (kind === MEAN) result = f64x2.div(result, n);
      else if (kind === COUNT) result = n;
      store(out + j, orMissing(result, v128.and(present(result), f64x2.ge(n, f64x2.splat(min)))));
      t += 32;
      p += 32;
    }
  }
  if (rows < window) return;
  for (let k = window - 1; k >= 1; k--) {
    const row = input + <usize>k * width;
    let here = state + <usize>k * S * 2;
    let next = here + 2 * S;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      store(here, f64x2.add(load(next), only(value, ok)));
      v128.store(here, counted(v128.load(next, 16), ok), 16);
      here += 32;
      next += 32;
    }
  }
}

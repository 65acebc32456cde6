import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

/**
 * Rolling mean absolute deviation of one block of rows, see `rollingDeviation`.
 * State: the rows of the block before (missing before the first), the newest present value.
 */
export function deviation(
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
  const newest = state + <usize>(window + 1) * S;
  if (first) {
    for (let i: usize = 0; i < newest - state; i += 16) store(state + i, f64x2.splat(NaN));
    memory.fill(newest, 0, S);
  }
  for (let r = 0; r < rows; r++) {
    const at = <usize>r * width;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(input + at + j);
      const origin = v128.bitselect(value, load(newest + j), present(value));
      store(newest + j, origin);
      let n = f64x2.splat(0);
      let sum = f64x2.splat(0);
      for (let p = state + <usize>(r + 1) * S + j; p < newest; p += S) {
        const a = load(p);
        const ok = present(a);
        n = counted(n, ok);
        sum = f64x2.add(sum, only(f64x2.sub(a, origin), ok));
      }
      for (let p = input + j; p <= input + at + j; p += width) {
        const a = load(p);
        const ok = present(a);
        n = counted(n, ok);
        sum = f64x2.add(sum, only(f64x2.sub(a, origin), ok));
      }
      const mean = f64x2.div(sum, n);
      let total = f64x2.splat(0);
      for (let p = state + <usize>(r + 1) * S + j; p < newest; p += S) {
        const a = load(p);
        const away = f64x2.abs(f64x2.sub(f64x2.sub(a, origin), mean));
        total = f64x2.add(total, only(away, present(a)));
      }
      for (let p = input + j; p <= input + at + j; p += width) {
        const a = load(p);
        const away = f64x2.abs(f64x2.sub(f64x2.sub(a, origin), mean));
        total = f64x2.add(total, only(away, present(a)));
      }
      const result = f64x2.div(total, n);
      const fine = v128.and(f64x2.ge(n, f64x2.splat(min)), present(result));
      store(output + at + j, orMissing(result, fine));
    }
  }
  if (rows < window) return;
  for (let k = 1; k < window; k++) {
    memory.copy(state + <usize>k * S, input + <usize>k * width, S);
  }
}

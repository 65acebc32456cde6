import { counted, load, orMissing, present, stateRow, store } from "./lanes";

/**
 * Rows since the rolling maximum (`sign` 1) or minimum (`sign` -1: the maximum of the negated values) of one block of
 * rows, see `rollingArgExtreme`. Rows are numbered from the beginning of the block. State: suffix bests, their rows,
 * suffix counts; the same of the prefix.
 */
export function argExtreme(
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
  const table = <usize>(window + 1) * S;
  const suffix = state;
  const suffixRow = suffix + table;
  const suffixCount = suffixRow + table;
  const prefix = suffixCount + table;
  const prefixRow = prefix + S;
  const prefixCount = prefixRow + S;
  const turn = f64x2.splat(sign);
  if (first) {
    lowest(suffix, table);
    memory.fill(suffixRow, 0, 2 * table);
  }
  lowest(prefix, S);
  memory.fill(prefixRow, 0, 2 * S);
  for (let r = 0; r < rows; r++) {
    const row = input + <usize>r * width;
    const out = output + <usize>r * width;
    const tail = <usize>(r + 1) * S;
    const now = f64x2.splat(<f64>r);
    for (let j: usize = 0; j < S; j += 16) {
      const value = f64x2.mul(load(row + j), turn);
      const ok = present(value);
      const before = load(prefix + j);
      const better = v128.and(f64x2.gt(value, before), ok);
      const best = v128.bitselect(value, before, better);
      const at = v128.bitselect(now, load(prefixRow + j), better);
      const count = counted(load(prefixCount + j), ok);
      store(prefix + j, best);
      store(prefixRow + j, at);
      store(prefixCount + j, count);
      const older = f64x2.ge(load(suffix + tail + j), best);
      const oldest = v128.bitselect(load(suffixRow + tail + j), at, older);
      const n = f64x2.add(load(suffixCount + tail + j), count);
      store(out + j, orMissing(f64x2.sub(now, oldest), f64x2.ge(n, f64x2.splat(min))));
    }
  }
  if (rows < window) return;
  for (let k = window - 1; k >= 1; k--) {
    const row = input + <usize>k * width;
    const here = <usize>k * S;
    const next = here + S;
    const then = f64x2.splat(<f64>(k - window));
    for (let j: usize = 0; j < S; j += 16) {
      const value = f64x2.mul(load(row + j), turn);
      const ok = present(value);
      const newer = load(suffix + next + j);
      const better = v128.and(f64x2.ge(value, newer), ok);
      store(suffix + here + j, v128.bitselect(value, newer, better));
      store(suffixRow + here + j, v128.bitselect(then, load(suffixRow + next + j), better));
      store(suffixCount + here + j, counted(load(suffixCount + next + j), ok));
    }
  }
}

function lowest(at: usize, bytes: usize): void {
  for (let j: usize = 0; j < bytes; j += 16) store(at + j, f64x2.splat(-Infinity));
}

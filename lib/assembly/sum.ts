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
  const table = <usize>(window + 1) * stateRow(columns) * 2;
  if (first) memory.fill(state, 0, table);
  if (kind === SUM) Block.walk(SUM, input, output, state, rows, columns, window, min);
  else if (kind === MEAN) Block.walk(MEAN, input, output, state, rows, columns, window, min);
  else Block.walk(COUNT, input, output, state, rows, columns, window, min);
}

/** Inlined with a constant kind, so that each has a loop of its own. */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Block {
  @inline
  static walk(
    kind: i32,
    input: usize,
    output: usize,
    state: usize,
    rows: i32,
    columns: i32,
    window: i32,
    min: f64,
  ): void {
    const width = (<usize>columns) << 3;
    const S = stateRow(columns);
    const prefix = state + <usize>(window + 1) * S * 2;
    const least = f64x2.splat(min);
    memory.fill(prefix, 0, 2 * S);
    for (let r = 0; r < rows; r++) {
      let at = input + <usize>r * width;
      let out = output + <usize>r * width;
      let t = state + <usize>(r + 1) * S * 2;
      let p = prefix;
      const end = at + S;
      do {
        const value = load(at);
        const ok = present(value);
        const total = f64x2.add(load(p), only(value, ok));
        const count = counted(v128.load(p, 16), ok);
        store(p, total);
        v128.store(p, count, 16);
        const n = f64x2.add(v128.load(t, 16), count);
        let result = f64x2.add(load(t), total);
        if (kind === MEAN) result = f64x2.div(result, n);
        else if (kind === COUNT) result = n;
        const enough = f64x2.ge(n, least);
        store(out, orMissing(result, kind === COUNT ? enough : v128.and(present(result), enough)));
        at += 16;
        out += 16;
        t += 32;
        p += 32;
      } while (at < end);
    }
    if (rows < window) return;
    for (let k = window - 1; k >= 1; k--) {
      let at = input + <usize>k * width;
      let here = state + <usize>k * S * 2;
      let next = here + 2 * S;
      const end = at + S;
      do {
        const value = load(at);
        const ok = present(value);
        store(here, f64x2.add(load(next), only(value, ok)));
        v128.store(here, counted(v128.load(next, 16), ok), 16);
        at += 16;
        here += 32;
        next += 32;
      } while (at < end);
    }
  }
}

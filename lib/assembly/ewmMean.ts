import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

/**
 * Recursive mean of one block of rows, see `ewmMean`. State of each pair of columns: mean, count.
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
  if (first) memory.fill(state, 0, 2 * S);
  const least = f64x2.splat(Math.max(min, 1));
  // From the last columns on: what those write beyond their row is then overwritten.
  for (let j = S; j > 0; ) {
    const four = j >= 64 && Mean.isBegun(state + 2 * (j - 64), least);
    j -= four ? 64 : 16;
    const pair = state + 2 * j;
    if (four) Mean.four(input + j, output + j, pair, rows, width, alpha);
    else Mean.one(input + j, output + j, pair, rows, width, alpha, least);
  }
}

// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Mean {
  /** Have all columns of four pairs enough values for a result? */
  @inline
  static isBegun(pair: usize, least: v128): bool {
    const below = v128.or(
      v128.or(f64x2.lt(v128.load(pair, 16), least), f64x2.lt(v128.load(pair, 48), least)),
      v128.or(f64x2.lt(v128.load(pair, 80), least), f64x2.lt(v128.load(pair, 112), least)),
    );
    return !v128.any_true(below);
  }

  /** Four pairs side by side, since each mean waits for the one before it. */
  @inline
  static four(input: usize, output: usize, pair: usize, rows: i32, width: usize, alpha: f64): void {
    const keep = f64x2.splat(1 - alpha);
    const share = f64x2.splat(alpha);
    const end = input + <usize>rows * width;
    let a = load(pair);
    let b = v128.load(pair, 32);
    let c = v128.load(pair, 64);
    let d = v128.load(pair, 96);
    do {
      a = Mean.next(a, load(input), keep, share);
      b = Mean.next(b, v128.load(input, 16), keep, share);
      c = Mean.next(c, v128.load(input, 32), keep, share);
      d = Mean.next(d, v128.load(input, 48), keep, share);
      store(output, a);
      v128.store(output, b, 16);
      v128.store(output, c, 32);
      v128.store(output, d, 48);
      input += width;
      output += width;
    } while (input < end);
    store(pair, a);
    v128.store(pair, b, 32);
    v128.store(pair, c, 64);
    v128.store(pair, d, 96);
  }

  @inline
  static one(
    input: usize,
    output: usize,
    pair: usize,
    rows: i32,
    width: usize,
    alpha: f64,
    least: v128,
  ): void {
    const keep = f64x2.splat(1 - alpha);
    const share = f64x2.splat(alpha);
    const end = input + <usize>rows * width;
    let mean = load(pair);
    let n = v128.load(pair, 16);
    do {
      const value = load(input);
      const started = f64x2.gt(n, f64x2.splat(0));
      const first = only(value, present(value));
      mean = v128.bitselect(Mean.next(mean, value, keep, share), first, started);
      n = counted(n, present(value));
      store(output, orMissing(mean, f64x2.ge(n, least)));
      input += width;
      output += width;
    } while (input < end);
    store(pair, mean);
    v128.store(pair, n, 16);
  }

  @inline
  static next(mean: v128, value: v128, keep: v128, share: v128): v128 {
    const moved = f64x2.add(f64x2.mul(keep, mean), f64x2.mul(share, value));
    return v128.bitselect(moved, mean, present(value));
  }
}

import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

/**
 * Rank of each row's value in its window by counting what is smaller and what is equal, of one block of rows, see
 * `rollingRank`. State: the rows of the block before (missing before the first), present values in the window.
 */
export function rank(
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
  const counts = state + <usize>(window + 1) * S;
  if (first) forget(state, counts, S);
  for (let r = 0; r < rows; r++) {
    const at = <usize>r * width;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(input + at + j);
      const ok = present(value);
      const gone = present(load(state + <usize>r * S + j));
      const n = f64x2.sub(counted(load(counts + j), ok), only(f64x2.splat(1), gone));
      store(counts + j, n);
      store(input + at + j, orMissing(value, ok));
      // Comparisons give −1 for true as integers, and false for what is missing.
      let smaller = i64x2.splat(0);
      let equal = i64x2.splat(0);
      for (let p = state + <usize>(r + 1) * S + j; p < counts; p += S) {
        smaller = i64x2.sub(smaller, f64x2.lt(load(p), value));
        equal = i64x2.sub(equal, f64x2.eq(load(p), value));
      }
      for (let p = input + j; p <= input + at + j; p += width) {
        smaller = i64x2.sub(smaller, f64x2.lt(load(p), value));
        equal = i64x2.sub(equal, f64x2.eq(load(p), value));
      }
      const twice = i64x2.add(i64x2.add(smaller, smaller), equal);
      const average = f64x2(
        <f64>(i64x2.extract_lane(twice, 0) + 1) / 2,
        <f64>(i64x2.extract_lane(twice, 1) + 1) / 2,
      );
      const fine = v128.and(ok, f64x2.ge(n, f64x2.splat(min)));
      store(output + at + j, orMissing(f64x2.div(average, n), fine));
    }
  }
  if (rows === window) keep(state, input, window, columns);
}

/**
 * Quantile of each window, of one block of rows, see `rollingQuantile`. The windows are kept sorted, two neighbouring
 * columns side by side; what is missing stands at the end as infinity. To put a value in and take one out goes through
 * all of the window, without a branch.
 * State: the rows of the block before (missing before the first), present values in the window, the sorted windows.
 */
export function quantile(
  input: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  min: f64,
  p: f64,
): void {
  const width = (<usize>columns) << 3;
  const S = stateRow(columns);
  const counts = state + <usize>(window + 1) * S;
  const sorted = counts + S;
  const missing = f64x2.splat(Infinity);
  const length = (<usize>(window + 1)) << 4;
  if (first) {
    forget(state, counts, S);
    for (let i: usize = 0; i < <usize>(window + 1) * S; i += 16) store(sorted + i, missing);
  }
  for (let r = 0; r < rows; r++) {
    const at = <usize>r * width;
    let own = sorted;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(input + at + j);
      const old = load(state + <usize>r * S + j);
      const ok = present(value);
      const gone = present(old);
      const n = f64x2.sub(counted(load(counts + j), ok), only(f64x2.splat(1), gone));
      store(counts + j, n);
      const entering = v128.bitselect(value, missing, ok);
      const leaving = v128.bitselect(old, missing, gone);
      let before = f64x2.splat(-Infinity);
      let here = load(own);
      for (let at = own; at < own + length - 16; at += 16) {
        const next = load(at + 16);
        // Without the leaving value, then the middle one of the entering value and its neighbours.
        const stays = v128.bitselect(here, next, f64x2.lt(here, leaving));
        store(at, f64x2.pmax(before, f64x2.pmin(stays, entering)));
        before = stays;
        here = next;
      }
      const low = pick(own, f64x2.extract_lane(n, 0), p);
      const high = pick(own + 8, f64x2.extract_lane(n, 1), p);
      store(output + at + j, orMissing(f64x2(low, high), f64x2.ge(n, f64x2.splat(min))));
      own += length;
    }
  }
  if (rows === window) keep(state, input, window, columns);
}

/** The p-quantile of the first n values of one lane. */
function pick(own: usize, n: f64, p: f64): f64 {
  if (n < 1) return NaN;
  const position = (n - 1) * p;
  const below = Math.floor(position);
  const at = own + ((<usize>below) << 4);
  const low = f64.load(at);
  return below === position ? low : between(low, f64.load(at + 16), position - below);
}

/** As `between` interpolates in TypeScript. */
export function between(low: f64, high: f64, t: f64): f64 {
  return t >= 0.5 ? high - (high - low) * (1 - t) : low + (high - low) * t;
}

/** Nothing came before. */
function forget(state: usize, counts: usize, S: usize): void {
  for (let at = state; at < counts; at += 16) store(at, f64x2.splat(NaN));
  memory.fill(counts, 0, S);
}

/** Keep the rows of a block for the next one. */
function keep(state: usize, input: usize, window: i32, columns: i32): void {
  const S = stateRow(columns);
  const width = (<usize>columns) << 3;
  for (let k = 0; k < window; k++) memory.copy(state + <usize>k * S, input + <usize>k * width, S);
}

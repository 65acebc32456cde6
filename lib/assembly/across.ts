import { counted, load, only, orMissing, present, store } from "./lanes";

const DEMEAN: i32 = 0;
const ZSCORE: i32 = 1;
const SCALE: i32 = 2;
const MEAN: i32 = 3;

/**
 * Across the columns of each row, in groups, see `acrossColumns`: `codes` holds the group of each column (i32), −1 for
 * none, and `sums` has room for three doubles per group.
 */
export function acrossGroups(
  input: usize,
  output: usize,
  rows: i32,
  columns: i32,
  codes: usize,
  sums: usize,
  groups: i32,
  kind: i32,
  to: f64,
): void {
  const width = (<usize>columns) << 3;
  for (let r = 0; r < rows; r++) {
    const row = input + <usize>r * width;
    const out = output + <usize>r * width;
    memory.fill(sums, 0, <usize>groups * 24);
    for (let j = 0; j < columns; j++) {
      const code = load32(codes, j);
      const value = load64(row, j);
      if (code < 0 || value - value !== 0) continue;
      const at = sums + <usize>code * 24;
      f64.store(at, f64.load(at) + (kind === SCALE ? Math.abs(value) : value));
      f64.store(at, f64.load(at, 8) + 1, 8);
    }
    for (let g = 0; g < groups; g++) {
      const at = sums + <usize>g * 24;
      const sum = f64.load(at);
      f64.store(at, kind === SCALE ? (sum > 0 ? to / sum : NaN) : sum / f64.load(at, 8));
    }
    for (let j = 0; j < columns; j++) {
      const code = load32(codes, j);
      const value = load64(row, j);
      let result = NaN;
      if (code >= 0 && value - value === 0) {
        const at = sums + <usize>code * 24;
        const level = f64.load(at);
        result = kind === SCALE ? value * level : kind === MEAN ? level : value - level;
        if (kind === ZSCORE) f64.store(at, f64.load(at, 16) + result * result, 16);
      }
      f64.store(out + ((<usize>j) << 3), result);
    }
    if (kind !== ZSCORE) continue;
    for (let g = 0; g < groups; g++) {
      const at = sums + <usize>g * 24;
      const squares = f64.load(at, 16);
      f64.store(at, squares > 0 ? Math.sqrt(squares / (f64.load(at, 8) - 1)) : NaN);
    }
    for (let j = 0; j < columns; j++) {
      const code = load32(codes, j);
      if (code < 0) continue;
      f64.store(out + ((<usize>j) << 3), load64(out, j) / f64.load(sums + <usize>code * 24));
    }
  }
}

/** The same across whole rows. */
export function acrossRow(input: usize, output: usize, rows: i32, columns: i32, kind: i32, to: f64): void {
  const width = (<usize>columns) << 3;
  for (let r = 0; r < rows; r++) {
    const row = input + <usize>r * width;
    const out = output + <usize>r * width;
    if (kind === ZSCORE) Row.of(ZSCORE, row, out, columns, to);
    else if (kind === SCALE) Row.of(SCALE, row, out, columns, to);
    else if (kind === MEAN) Row.of(MEAN, row, out, columns, to);
    else Row.of(DEMEAN, row, out, columns, to);
  }
}

/** Inlined with a constant kind, so that each has loops of its own. */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Row {
  @inline
  static of(kind: i32, row: usize, out: usize, columns: i32, to: f64): void {
    const pairs = (<usize>columns >> 1) << 4;
    const odd = (columns & 1) === 1;
    let sums = f64x2.splat(0);
    let counts = f64x2.splat(0);
    for (let j: usize = 0; j < pairs; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      sums = f64x2.add(sums, only(kind === SCALE ? f64x2.abs(value) : value, ok));
      counts = counted(counts, ok);
    }
    let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    let n = f64x2.extract_lane(counts, 0) + f64x2.extract_lane(counts, 1);
    const last = odd ? f64.load(row + pairs) : NaN;
    if (last - last === 0) {
      sum += kind === SCALE ? Math.abs(last) : last;
      n += 1;
    }
    const level = kind === SCALE ? (sum > 0 ? to / sum : NaN) : sum / n;
    let squares = f64x2.splat(0);
    for (let j: usize = 0; j < pairs; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      let result = f64x2.sub(value, f64x2.splat(level));
      if (kind === SCALE) result = f64x2.mul(value, f64x2.splat(level));
      else if (kind === MEAN) result = f64x2.splat(level);
      else if (kind === ZSCORE) squares = f64x2.add(squares, only(f64x2.mul(result, result), ok));
      store(out + j, orMissing(result, ok));
    }
    const away = last - level;
    if (odd) {
      const some = kind === SCALE ? last * level : kind === MEAN ? level : away;
      f64.store(out + pairs, last - last === 0 ? some : NaN);
    }
    if (kind !== ZSCORE) return;
    let square = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
    if (last - last === 0) square += away * away;
    const std = square > 0 ? Math.sqrt(square / (n - 1)) : NaN;
    for (let j: usize = 0; j < pairs; j += 16) store(out + j, f64x2.div(load(out + j), f64x2.splat(std)));
    if (odd) f64.store(out + pairs, f64.load(out + pairs) / std);
  }
}

function load32(at: usize, index: i32): i32 {
  return i32.load(at + ((<usize>index) << 2));
}

function load64(at: usize, index: i32): f64 {
  return f64.load(at + ((<usize>index) << 3));
}

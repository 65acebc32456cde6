import { asMissingAs, load, only, store } from "./lanes";

const DEMEAN: i32 = 0;
const ZSCORE: i32 = 1;
const SCALE: i32 = 2;
const MEAN: i32 = 3;

/** Compare the values of each row with each other, see `acrossColumns`. */
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

/**
 * A variance below this share of the squared mean may be nothing but the rounding of the mean: of equal values it is 0 once
 * their distances from the mean are added to it.
 */
export const NOTHING: f64 = 1e-24;

/** What a walk along a row adds up. */
let total: f64 = 0;
let count: f64 = 0;

/** Inlined with a constant kind, so that each has loops of its own. */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Row {
  @inline
  static of(kind: i32, row: usize, out: usize, columns: i32, to: f64): void {
    Row.add(kind === SCALE, row, columns);
    let level = kind === SCALE ? (total > 0 ? to / total : NaN) : total / count;
    let unit: f64 = 1;
    if (kind === ZSCORE) {
      Row.addSquares(row, columns, level);
      if (total < level * level * count * NOTHING) {
        level += distance(row, columns, level) / count;
        Row.addSquares(row, columns, level);
      }
      unit = total > 0 ? 1 / Math.sqrt(total / (count - 1)) : NaN;
    }
    const levels = f64x2.splat(level);
    const units = f64x2.splat(unit);
    const end = (<usize>columns) << 3;
    let j: usize = 0;
    for (; j + 64 <= end; j += 64) {
      store(out + j, Row.result(kind, load(row + j), levels, units));
      store(out + j + 16, Row.result(kind, load(row + j + 16), levels, units));
      store(out + j + 32, Row.result(kind, load(row + j + 32), levels, units));
      store(out + j + 48, Row.result(kind, load(row + j + 48), levels, units));
    }
    for (; j < end; j += 8) {
      v128.store64_lane(out + j, Row.result(kind, v128.load64_splat(row + j), levels, units), 0);
    }
  }

  /** Sum, of absolute values or not, and number of the present values: four sums side by side do not wait for each other. */
  @inline
  static add(absolute: bool, row: usize, columns: i32): void {
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let d = f64x2.splat(0);
    // Masks are −1 as integers.
    let n = i64x2.splat(0);
    const end = (<usize>columns) << 3;
    let j: usize = 0;
    for (; j + 64 <= end; j += 64) {
      const va = load(row + j);
      const vb = load(row + j + 16);
      const vc = load(row + j + 32);
      const vd = load(row + j + 48);
      const oa = there(va);
      const ob = there(vb);
      const oc = there(vc);
      const od = there(vd);
      a = f64x2.add(a, only(absolute ? f64x2.abs(va) : va, oa));
      b = f64x2.add(b, only(absolute ? f64x2.abs(vb) : vb, ob));
      c = f64x2.add(c, only(absolute ? f64x2.abs(vc) : vc, oc));
      d = f64x2.add(d, only(absolute ? f64x2.abs(vd) : vd, od));
      n = i64x2.add(n, i64x2.add(i64x2.add(oa, ob), i64x2.add(oc, od)));
    }
    for (; j < end; j += 8) {
      const value = v128.load64_zero(row + j);
      // What is not loaded is a present 0.
      const ok = v128.and(there(value), i64x2(-1, 0));
      a = f64x2.add(a, only(absolute ? f64x2.abs(value) : value, ok));
      n = i64x2.add(n, ok);
    }
    total = sumOf(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)));
    count = -(<f64>(i64x2.extract_lane(n, 0) + i64x2.extract_lane(n, 1)));
  }

  /** Sum of the squared distances of the present values from a level. */
  @inline
  static addSquares(row: usize, columns: i32, level: f64): void {
    const levels = f64x2.splat(level);
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let d = f64x2.splat(0);
    const end = (<usize>columns) << 3;
    let j: usize = 0;
    for (; j + 64 <= end; j += 64) {
      a = f64x2.add(a, squareFrom(levels, load(row + j)));
      b = f64x2.add(b, squareFrom(levels, load(row + j + 16)));
      c = f64x2.add(c, squareFrom(levels, load(row + j + 32)));
      d = f64x2.add(d, squareFrom(levels, load(row + j + 48)));
    }
    for (; j < end; j += 8) {
      const square = squareFrom(levels, v128.load64_splat(row + j));
      a = f64x2.add(a, v128.and(square, i64x2(-1, 0)));
    }
    total = sumOf(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)));
  }

  @inline
  static result(kind: i32, value: v128, levels: v128, units: v128): v128 {
    let result = f64x2.sub(value, levels);
    if (kind === SCALE) result = f64x2.mul(value, levels);
    else if (kind === MEAN) result = levels;
    else if (kind === ZSCORE) result = f64x2.mul(result, units);
    return asMissingAs(value, result);
  }
}

/** Sum of the distances of the present values from a level. */
function distance(row: usize, columns: i32, level: f64): f64 {
  let sum: f64 = 0;
  for (let j = 0; j < columns; j++) {
    const away = f64.load(row + ((<usize>j) << 3)) - level;
    if (away - away === 0) sum += away;
  }
  return sum;
}

/** As `present`, without a constant. */
function there(value: v128): v128 {
  const none = f64x2.sub(value, value);
  return f64x2.eq(none, none);
}

/** Of the present values, 0 for the others. */
function squareFrom(level: v128, value: v128): v128 {
  const away = f64x2.sub(value, level);
  return only(f64x2.mul(away, away), there(value));
}

function sumOf(value: v128): f64 {
  return f64x2.extract_lane(value, 0) + f64x2.extract_lane(value, 1);
}

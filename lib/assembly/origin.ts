import { load, present, store } from "./lanes";

// Sums of powers are measured from a value near by, the origin of a block of rows: its last present value. The block
// after it uses the same one, so that both halves of a window add up, until nothing of the older block is left in the
// window; from then on it measures from its own first present value. So the origin always lies in the window.

/** Bytes of a pair's record: its origin, and for each column the row from which on that is out of the window (i64). */
export const ORIGIN: usize = 32;

const NEVER: i64 = i64.MAX_VALUE;

/** The first row from `row` on, before `end`, at which a column of the pair changes its origin; else `end`. */
export function nextChange(record: usize, row: i32, end: i32): i32 {
  const rows = min(i64.load(record, 16), i64.load(record, 24));
  return <i32>min(max(rows, <i64>row), <i64>end);
}

/** Which columns change their origin at a row; they do so once. */
export function changing(record: usize, row: i32): v128 {
  const rows = v128.load(record, 16);
  const mask = i64x2.le_s(rows, i64x2.splat(<i64>row));
  v128.store(record, v128.bitselect(i64x2.splat(NEVER), rows, mask), 16);
  return mask;
}

/** The first present values of two columns; 0 where there is none. */
export function firstPresent(column: usize, rows: i32, width: usize): v128 {
  let found = f64x2.splat(0);
  let known = i64x2.splat(0);
  for (let r = 0; r < rows && !v128.all_true<i64>(known); r++) {
    const value = load(column + <usize>r * width);
    const fresh = v128.andnot(present(value), known);
    found = v128.bitselect(value, found, fresh);
    known = v128.or(known, fresh);
  }
  return found;
}

/** Write the record of a block and return its origin, the last present values of the two columns; 0 where there is none. */
export function leaveOrigin(record: usize, column: usize, rows: i32, width: usize): v128 {
  let found = f64x2.splat(0);
  let known = i64x2.splat(0);
  let places = i64x2.splat(0);
  for (let r = rows - 1; r >= 0 && !v128.all_true<i64>(known); r--) {
    const value = load(column + <usize>r * width);
    const fresh = v128.andnot(present(value), known);
    found = v128.bitselect(value, found, fresh);
    places = v128.bitselect(i64x2.splat(<i64>r), places, fresh);
    known = v128.or(known, fresh);
  }
  store(record, found);
  v128.store(record, places, 16);
  return found;
}

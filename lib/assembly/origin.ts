import { load, present } from "./lanes";
import { STRIP } from "./strip";

// Sums of powers are measured from a value near by, the origin, which always lies in the window: the first present
// value of the block at hand, and in the rows before it the last present value of the block before.

/** The last present values of two columns of a strip; 0 where there is none. */
export function lastPresent(column: usize, rows: i32): v128 {
  let found = f64x2.splat(0);
  let known = i64x2.splat(0);
  for (let r = rows - 1; r >= 0 && !v128.all_true<i64>(known); r--) {
    const value = load(column + <usize>r * STRIP);
    const fresh = v128.andnot(present(value), known);
    found = v128.bitselect(value, found, fresh);
    known = v128.or(known, fresh);
  }
  return found;
}

/** The first row from `row` on, before `rows`, that is present in a column of a strip which is not `known` yet; else `rows`. */
export function nextPresent(column: usize, row: i32, rows: i32, known: v128): i32 {
  for (let r = row; r < rows; r++) {
    if (v128.any_true(v128.andnot(present(load(column + <usize>r * STRIP)), known))) return r;
  }
  return rows;
}

import { rankOne } from "./rankOne";
import { forgetRanks, rankRow } from "./rankRow";
import { sort, sortRoom } from "./sort";

/**
 * Average rank over count of each value of each row among its group, see `rankColumns`. `codes` as in `acrossGroups`,
 * or 0 for one group. `room`: 12 bytes per column, that of `sort`, then 24 per column and 32 more, or 24 per group.
 */
export function rankRows(
  input: usize,
  output: usize,
  rows: i32,
  width: i32,
  codes: usize,
  groups: i32,
  room: usize,
): void {
  const values = room;
  const columns = values + ((<usize>width) << 3);
  const scratch = columns + ((<usize>(width + (width & 1))) << 2);
  const table = scratch + sortRoom(width);
  forgetRanks();
  for (let r = 0; r < rows; r++) {
    const row = input + ((<usize>(r * width)) << 3);
    const out = output + ((<usize>(r * width)) << 3);
    if (codes !== 0) {
      const n = sort(row, width, values, columns, scratch);
      for (let j = 0; j < width; j++) f64.store(out + ((<usize>j) << 3), NaN);
      rankGroups(out, values, columns, n, codes, groups, table);
      continue;
    }
    rankRow(row, width, out, values, columns, scratch, table);
  }
}

/**
 * Columns in order, average rank and number of the present values of each row; ranks are NaN elsewhere, columns beyond
 * the number what was there. `room`: that of `sort`, 8 bytes per column before it.
 */
export function orderRows(
  input: usize,
  ranks: usize,
  columns: usize,
  counts: usize,
  rows: i32,
  width: i32,
  room: usize,
): void {
  const scratch = room + ((<usize>width) << 3);
  for (let r = 0; r < rows; r++) {
    const start = <usize>(r * width);
    const out = ranks + (start << 3);
    const order = columns + (start << 2);
    const n = sort(input + (start << 3), width, room, order, scratch);
    for (let j = 0; j < width; j++) f64.store(out + ((<usize>j) << 3), NaN);
    rankOne(out, room, order, 0, n, 1);
    store<i32>(counts + ((<usize>r) << 2), n);
  }
}

/** In increasing order each value gets the lowest rank of its ties, in decreasing order the mean with the highest. */
function rankGroups(
  out: usize,
  values: usize,
  columns: usize,
  n: i32,
  codes: usize,
  groups: i32,
  state: usize,
): void {
  // Per group: values seen, rank of the current ties, their value.
  for (let g = 0; g < groups; g++) start(state + <usize>g * 24, 0);
  for (let i = 0; i < n; i++) {
    const column = <usize>load<u32>(columns + ((<usize>i) << 2));
    const code = load<i32>(codes + (column << 2));
    if (code < 0) continue;
    const at = state + <usize>code * 24;
    const value = f64.load(values + ((<usize>i) << 3));
    const seen = f64.load(at) + 1;
    f64.store(at, seen);
    if (f64.load(at, 16) !== value) {
      f64.store(at, seen, 8);
      f64.store(at, value, 16);
    }
    f64.store(out + (column << 3), f64.load(at, 8));
  }
  for (let g = 0; g < groups; g++) start(state + <usize>g * 24, f64.load(state + <usize>g * 24));
  for (let i = n - 1; i >= 0; i--) {
    const column = <usize>load<u32>(columns + ((<usize>i) << 2));
    const code = load<i32>(codes + (column << 2));
    if (code < 0) continue;
    const at = state + <usize>code * 24;
    const value = f64.load(values + ((<usize>i) << 3));
    const rank = f64.load(at);
    f64.store(at, rank - 1);
    if (f64.load(at, 16) !== value) {
      f64.store(at, rank, 8);
      f64.store(at, value, 16);
    }
    f64.store(out + (column << 3), (f64.load(out + (column << 3)) + f64.load(at, 8)) / 2);
  }
  countGroups(columns, n, codes, groups, state);
  for (let i = 0; i < n; i++) {
    const column = <usize>load<u32>(columns + ((<usize>i) << 2));
    const code = load<i32>(codes + (column << 2));
    if (code < 0) continue;
    f64.store(out + (column << 3), f64.load(out + (column << 3)) / f64.load(state + <usize>code * 24));
  }
}

function countGroups(columns: usize, n: i32, codes: usize, groups: i32, state: usize): void {
  for (let g = 0; g < groups; g++) start(state + <usize>g * 24, 0);
  for (let i = 0; i < n; i++) {
    const code = load<i32>(codes + ((<usize>load<u32>(columns + ((<usize>i) << 2))) << 2));
    if (code < 0) continue;
    const at = state + <usize>code * 24;
    f64.store(at, f64.load(at) + 1);
  }
}

/** A group at its beginning: this many values, no ties yet. */
function start(at: usize, seen: f64): void {
  f64.store(at, seen);
  f64.store(at, NaN, 16);
}

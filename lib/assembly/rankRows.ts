import { rankGroups } from "./rankGroups";
import { forgetGroups, rankGroupsByKeys } from "./rankGroupsByKeys";
import { rankOne } from "./rankOne";
import { forgetRanks, rankRow } from "./rankRow";
import { sort, sortRoom } from "./sort";

/**
 * Average rank over count of each value of each row among its group, see `rankColumns`. `codes`: what
 * {@link rankGroupsByKeys} needs to know of the columns, or 0 for one group. `room`: 12 bytes per column, that of `sort`,
 * then 24 per column and 32 more, or what a row in groups needs.
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
    if (codes === 0) rankRow(row, width, out, values, columns, scratch, table);
    else if (!rankGroupsByKeys(row, width, out, codes, groups, columns, scratch, table)) {
      const n = sort(row, width, values, columns, scratch);
      for (let j = 0; j < width; j++) f64.store(out + ((<usize>j) << 3), NaN);
      rankGroups(out, values, columns, n, codes, groups, table);
      forgetGroups(width, codes, groups);
    }
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

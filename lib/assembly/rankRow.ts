import { entryBytes, WIDEST } from "./entries";
import { giveKeys, LAYOUTS, remember } from "./keys";
import { orderAndGive } from "./radix";
import { findEqual, settle } from "./settle";
import { MOVES, sort, takeSorted } from "./sort";

/** All values are looked at, not only those of one key, where more than one of so many has the key of another. */
const MANY: i32 = 16;

/** So many values the tables hold the ranks of; −1 before the first row. */
let known: i32 = -1;
let knownHalves: i32 = -1;

/** The tables hold nothing yet. */
export function forgetRanks(): void {
  known = -1;
  knownHalves = -1;
}

/**
 * Average rank over count of each value of a row. `room`: that of `sort`. `table`: 24 bytes per column and 32 more, for
 * the ranks of places and of ties.
 */
export function rankRow(
  row: usize,
  width: i32,
  out: usize,
  values: usize,
  columns: usize,
  room: usize,
  table: usize,
): void {
  const halves = table + ((<usize>(width + 2)) << 3);
  const entries = room;
  const spare = room + entryBytes(width);
  if (width <= WIDEST) {
    for (let tries = 0; tries < LAYOUTS; tries++) {
      const n = giveKeys(row, width, entries);
      if (n !== known) fillRanks(table, n, width);
      orderAndGive(entries, width, spare, table, out);
      const found = findEqual(entries, n, columns);
      if (found * MANY < width) {
        const most = n * MOVES;
        const moves = settle(row, out, entries, n, columns, found, most);
        remember(moves > most ? 2 * most : moves);
        if (moves <= most) return;
      } else if (takeSorted(row, n, entries, values, columns)) {
        giveRanks(out, values, columns, n, halves, room);
        return;
      }
    }
  }
  const n = sort(row, width, values, columns, room);
  for (let j = 0; j < width; j++) f64.store(out + ((<usize>j) << 3), NaN);
  giveRanks(out, values, columns, n, halves, room);
}

/** The rank over n at each place, NaN after the last. */
function fillRanks(table: usize, n: i32, width: i32): void {
  let rank = f64x2(1, 2);
  for (let i = 0; i < n; i += 2) {
    v128.store(table + ((<usize>i) << 3), f64x2.div(rank, f64x2.splat(<f64>n)));
    rank = f64x2.add(rank, f64x2.splat(2));
  }
  for (let i = n; i < width; i++) f64.store(table + ((<usize>i) << 3), NaN);
  known = n;
}

/** Half of each number over n: the rank of values from place a to before b is at a + b + 1. */
function fillHalves(table: usize, n: i32): void {
  let half = f64x2(0, 0.5);
  for (let k = 0; k <= 2 * n; k += 2) {
    v128.store(table + ((<usize>k) << 3), f64x2.div(half, f64x2.splat(<f64>n)));
    half = f64x2.add(half, f64x2.splat(1));
  }
  knownHalves = n;
}

/** Average ranks of sorted values. `starts`: room for a number (i32) per value. */
function giveRanks(out: usize, values: usize, columns: usize, n: i32, table: usize, starts: usize): void {
  if (n !== knownHalves) fillHalves(table, n);
  let start = 0;
  for (let i = 0; i < n; i++) {
    const at = values + ((<usize>i) << 3);
    start = i > 0 && f64.load(at) > f64.load(at - 8) ? i : start;
    store<i32>(starts + ((<usize>i) << 2), start);
  }
  let end = n;
  for (let i = n - 1; i >= 0; i--) {
    const at = values + ((<usize>i) << 3);
    end = i < n - 1 && f64.load(at, 8) > f64.load(at) ? i + 1 : end;
    const rank = f64.load(table + ((<usize>(load<i32>(starts + ((<usize>i) << 2)) + end + 1)) << 3));
    f64.store(out + ((<usize>load<u32>(columns + ((<usize>i) << 2))) << 3), rank);
  }
}

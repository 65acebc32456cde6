import { Entry, entryBytes, WIDEST } from "./entries";
import { giveKeys, LAYOUTS, remember } from "./keys";
import { orderEntries } from "./radix";

/** Digits of the radix sort have this many bits. */
const BITS: u32 = 8;
const DIGITS: u32 = 1 << BITS;
const MASK: u32 = DIGITS - 1;
/** Rows up to this length are sorted by insertion alone. */
const SHORT: i32 = 16;
/** Moves per value after which insertion gives up. */
export const MOVES: i32 = 8;

/**
 * Sort the present values of a row. Fills `values` (f64) and `columns` (u32), equal values in the order of their
 * columns; returns how many there are. `room`: see `sortRoom`. By keys, and where those do not tell them apart by all
 * bits.
 */
export function sort(row: usize, width: i32, values: usize, columns: usize, room: usize): i32 {
  if (width > SHORT && width <= WIDEST) {
    for (let k = 0; k < LAYOUTS; k++) {
      const n = giveKeys(row, width, room);
      orderEntries(room, width, room + entryBytes(width));
      if (takeSorted(row, n, room, values, columns)) return n;
    }
  }
  const n = take(row, width, values, columns);
  if (n > SHORT) sortByAllBits(values, columns, n, room);
  else insertAll(values, columns, n, SHORT * SHORT);
  return n;
}

/** Bytes of room for the sort of a row. */
export function sortRoom(width: i32): usize {
  return 2112 + 16 * <usize>width;
}

/** Take the values in the order of their keys and put them in their own; false when that takes too many moves. */
export function takeSorted(row: usize, n: i32, entries: usize, values: usize, columns: usize): bool {
  for (let i: usize = 0; i < <usize>n; i++) {
    const place = Entry.place(load<u32>(entries + (i << 2)));
    f64.store(values + (i << 3), f64.load(row + place) + 0);
    store<u32>(columns + (i << 2), <u32>(place >> 3));
  }
  const most = n * MOVES;
  const moves = insertAll(values, columns, n, most);
  remember(moves > most ? 2 * most : moves);
  return moves <= most;
}

/** Insert each value and its column into what is sorted before it, behind equal ones; returns how many moves that took. */
function insertAll(values: usize, columns: usize, n: i32, most: i32): i32 {
  let moves = 0;
  for (let i = 1; i < n && moves <= most; i++) {
    const value = f64.load(values + ((<usize>i) << 3));
    if (f64.load(values + ((<usize>(i - 1)) << 3)) <= value) continue;
    const column = load<u32>(columns + ((<usize>i) << 2));
    let at = i;
    do {
      f64.store(values + ((<usize>at) << 3), f64.load(values + ((<usize>(at - 1)) << 3)));
      store<u32>(columns + ((<usize>at) << 2), load<u32>(columns + ((<usize>(at - 1)) << 2)));
      at--;
    } while (at > 0 && f64.load(values + ((<usize>(at - 1)) << 3)) > value);
    f64.store(values + ((<usize>at) << 3), value);
    store<u32>(columns + ((<usize>at) << 2), column);
    moves += i - at;
  }
  return moves;
}

/** Copy what is present, −0 as 0, with the columns; returns how many there are. */
function take(row: usize, width: i32, values: usize, columns: usize): i32 {
  let n = 0;
  for (let j = 0; j < width; j++) {
    const value = f64.load(row + ((<usize>j) << 3));
    f64.store(values + ((<usize>n) << 3), value + 0);
    store<u32>(columns + ((<usize>n) << 2), j);
    n += i32(value - value === 0);
  }
  return n;
}

/** Least significant digit first, eight passes, between `values` and the room and back. */
function sortByAllBits(values: usize, columns: usize, n: i32, room: usize): void {
  let from = values;
  let fromColumns = columns;
  let to = room + ((<usize>DIGITS) << 2);
  let toColumns = to + ((<usize>n) << 3);
  for (let shift: u64 = 0; shift < 64; shift += BITS) {
    memory.fill(room, 0, (<usize>DIGITS) << 2);
    for (let i = 0; i < n; i++) count(room, <u32>(bits(from, i) >> shift) & MASK);
    starts(room);
    for (let i = 0; i < n; i++) {
      const at = place(room, <u32>(bits(from, i) >> shift) & MASK);
      f64.store(to + ((<usize>at) << 3), f64.load(from + ((<usize>i) << 3)));
      store<u32>(toColumns + ((<usize>at) << 2), load<u32>(fromColumns + ((<usize>i) << 2)));
    }
    const swap = from;
    const swapColumns = fromColumns;
    from = to;
    fromColumns = toColumns;
    to = swap;
    toColumns = swapColumns;
  }
}

/** The bits of a double in the order of the numbers: negative ones turned, the sign of the others set. */
function bits(values: usize, i: i32): u64 {
  const raw = load<i64>(values + ((<usize>i) << 3));
  return <u64>(raw ^ ((raw >> 63) | i64.MIN_VALUE));
}

function count(counts: usize, digit: u32): void {
  const at = counts + ((<usize>digit) << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/** Where the next entry with this digit goes. */
function place(counts: usize, digit: u32): u32 {
  const at = counts + ((<usize>digit) << 2);
  const next = load<u32>(at);
  store<u32>(at, next + 1);
  return next;
}

/** Turn counts into the place of the first entry of each digit. */
function starts(counts: usize): void {
  let start: u32 = 0;
  for (let at = counts; at < counts + ((<usize>DIGITS) << 2); at += 4) {
    const here = load<u32>(at);
    store<u32>(at, start);
    start += here;
  }
}

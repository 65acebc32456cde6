import {
  drawLine,
  insert,
  keysIn,
  LAYOUTS,
  lineIn,
  listIn,
  MARK,
  settle,
  startsIn,
  startWords,
  survey,
} from "./bitLine";

/** Digits of the radix sort have this many bits. */
const BITS: u32 = 8;
const DIGITS: u32 = 1 << BITS;
const MASK: u32 = DIGITS - 1;
/** Rows up to this length are sorted by insertion alone. */
const SHORT: i32 = 16;

/**
 * Sort the present values of a row. Fills `values` (f64) and `columns` (u32), equal values in the order of their
 * columns; returns how many there are. `room`: see `sortRoom`. By a line of bits, and where that does not tell them
 * apart by a radix sort.
 */
export function sort(row: usize, width: i32, values: usize, columns: usize, room: usize): i32 {
  const n = survey(row, width);
  if (n > SHORT) {
    for (let k = 0; k < LAYOUTS; k++) if (sortByLine(row, width, values, columns, room)) return n;
  }
  take(row, width, values, columns);
  if (n > SHORT) sortByAllBits(values, columns, n, room);
  else {
    for (let i = 1; i < n; i++) {
      const column = load<u32>(columns + ((<usize>i) << 2));
      insert(values, columns, 0, i, f64.load(values + ((<usize>i) << 3)), column);
    }
  }
  return n;
}

/** Bytes of room for the sort of a row. */
export function sortRoom(width: i32): usize {
  return 2112 + 64 * <usize>width;
}

/** Sort the surveyed row by a line of bits; false when that does not tell enough values apart. */
function sortByLine(row: usize, width: i32, values: usize, columns: usize, room: usize): bool {
  const list = listIn(room, width);
  const line = lineIn(room, width);
  const starts = startsIn(room, width);
  startWords(width, room, drawLine(row, width, room));
  let left = 0;
  for (let j = 0; j < width; j++) {
    const key = load<u32>(keysIn(room) + ((<usize>j) << 2));
    const start = load<u32>(starts + ((<usize>(key >> 6)) << 2));
    const before = load<u64>(line + ((<usize>(key >> 6)) << 3)) & (((<u64>1) << (<u64>key)) - 1);
    const at = (start & ~MARK) + <u32>popcnt(before);
    f64.store(values + ((<usize>at) << 3), f64.load(row + ((<usize>j) << 3)) + 0);
    store<u32>(columns + ((<usize>at) << 2), j);
    store<u32>(list + ((<usize>left) << 2), j);
    left += <i32>(start >> 31);
  }
  return settle(row, width, room, left, values, columns);
}

/** Copy what is present, −0 as 0, with the columns. */
function take(row: usize, width: i32, values: usize, columns: usize): void {
  let n = 0;
  for (let j = 0; j < width; j++) {
    const value = f64.load(row + ((<usize>j) << 3));
    f64.store(values + ((<usize>n) << 3), value + 0);
    store<u32>(columns + ((<usize>n) << 2), j);
    n += i32(value - value === 0);
  }
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

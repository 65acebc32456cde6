/** Digits of the radix sorts have this many bits. */
const BITS: u32 = 8;
const DIGITS: u32 = 1 << BITS;
const MASK: u32 = DIGITS - 1;
/** Bytes of the two counts of digits, which stand at the beginning of the room. */
const COUNTS: usize = (<usize>DIGITS) << 3;
/** Rows up to this length are sorted by insertion alone. */
const SHORT: i32 = 48;
/** Moves per value after which insertion gives way to a sort by all bits. */
const MOVES: i32 = 8;

/**
 * Sort the present values of a row. Fills `values` (f64) and `columns` (u32), equal values in the
 * order of their columns; returns how many there are. `room`: 2 KB and 24 bytes per column.
 *
 * First by 16 bits that follow the order (two passes of a radix sort), then by insertion, which has little left to do
 * unless the sizes are very uneven. Around zero these bits are the distance from the least value: as integers doubles
 * spend most of their range on what is next to nothing. Elsewhere they are the leading bits of that distance.
 */
export function sort(row: usize, width: i32, values: usize, columns: usize, room: usize): i32 {
  const packed = room + COUNTS;
  const kept = packed + ((<usize>width) << 3);
  const n = take(row, width, values, columns);
  if (n <= SHORT) {
    for (let i = 0; i < n; i++) store<u32>(packed + ((<usize>i) << 2), i);
    insert(values, columns, n, packed, kept, i32.MAX_VALUE);
    return n;
  }
  if (n <= 0x10000) {
    const least = extreme(values, n, -1);
    const most = extreme(values, n, 1);
    if (least <= 0 && most >= 0 && keysByDistance(values, n, room, packed, least, most)) {
      orderByKeys(n, room, packed, kept);
      if (insert(values, columns, n, packed, kept, n * MOVES)) return n;
      take(row, width, values, columns);
    }
    keysByBits(values, n, room, packed);
    orderByKeys(n, room, packed, kept);
    if (insert(values, columns, n, packed, kept, n * MOVES)) return n;
    take(row, width, values, columns);
  }
  sortByAllBits(values, columns, n, room);
  return n;
}

/** Insert the values in the order of `packed`; false when that took more than `most` moves. */
function insert(values: usize, columns: usize, n: i32, packed: usize, kept: usize, most: i32): bool {
  const keptColumns = kept + ((<usize>n) << 3);
  memory.copy(kept, values, (<usize>n) << 3);
  memory.copy(keptColumns, columns, (<usize>n) << 2);
  let left = most;
  for (let i = 0; i < n; i++) {
    const from = <usize>(load<u32>(packed + ((<usize>i) << 2)) & 0xffff);
    const value = f64.load(kept + (from << 3));
    const column = load<u32>(keptColumns + (from << 2));
    let k = i;
    for (; k > 0 && f64.load(values + ((<usize>(k - 1)) << 3)) > value; k--) {
      f64.store(values + ((<usize>k) << 3), f64.load(values + ((<usize>(k - 1)) << 3)));
      store<u32>(columns + ((<usize>k) << 2), load<u32>(columns + ((<usize>(k - 1)) << 2)));
    }
    f64.store(values + ((<usize>k) << 3), value);
    store<u32>(columns + ((<usize>k) << 2), column);
    left -= i - k;
    if (left < 0) return false;
  }
  return true;
}

/** The least (`sign` −1) or greatest (1) of at least two values. */
function extreme(values: usize, n: i32, sign: f64): f64 {
  const signs = f64x2.splat(sign);
  let most = f64x2.mul(v128.load(values), signs);
  for (let i = 2; i + 1 < n; i += 2) {
    most = f64x2.pmax(most, f64x2.mul(v128.load(values + ((<usize>i) << 3)), signs));
  }
  const last = sign * f64.load(values + ((<usize>(n - 1)) << 3));
  return sign * max(last, max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1)));
}

/**
 * Keys of 16 bits above 16 of the position, by the share of the way from the least value to the greatest. False when
 * these tell little apart: a quarter of the values lies within 1/256 of the range.
 */
function keysByDistance(values: usize, n: i32, room: usize, packed: usize, least: f64, most: f64): bool {
  const scale = 65535 / (most - least);
  memory.fill(room, 0, COUNTS);
  for (let i = 0; i < n; i++) {
    const share = (f64.load(values + ((<usize>i) << 3)) - least) * scale;
    // No number where the range is 0 or the distance infinite: the last key.
    keep(room, packed, i, <u32>(share < 65535 ? share : 65535));
  }
  const highCounts = room + ((<usize>DIGITS) << 2);
  for (let at = highCounts; at < room + COUNTS; at += 4) if (load<i32>(at) > n >> 2) return false;
  return true;
}

/** The same by the leading 16 bits of the distance from the least, as integers. */
function keysByBits(values: usize, n: i32, room: usize, packed: usize): void {
  let least = bits(values, 0);
  let most = least;
  for (let i = 1; i < n; i++) {
    const here = bits(values, i);
    least = here < least ? here : least;
    most = here > most ? here : most;
  }
  const shared = min(clz(most - least), 48);
  memory.fill(room, 0, COUNTS);
  for (let i = 0; i < n; i++) {
    keep(room, packed, i, <u32>(((bits(values, i) - least) << shared) >> 48));
  }
}

function keep(room: usize, packed: usize, i: i32, key: u32): void {
  store<u32>(packed + ((<usize>i) << 2), (key << 16) | i);
  count(room, key & MASK);
  count(room + ((<usize>DIGITS) << 2), key >> BITS);
}

/** Order `packed` by the keys, digits counted already. */
function orderByKeys(n: i32, room: usize, packed: usize, other: usize): void {
  const highCounts = room + ((<usize>DIGITS) << 2);
  starts(room);
  starts(highCounts);
  for (let i = 0; i < n; i++) {
    const entry = load<u32>(packed + ((<usize>i) << 2));
    store<u32>(other + ((<usize>place(room, (entry >> 16) & MASK)) << 2), entry);
  }
  for (let i = 0; i < n; i++) {
    const entry = load<u32>(other + ((<usize>i) << 2));
    store<u32>(packed + ((<usize>place(highCounts, entry >> (16 + BITS))) << 2), entry);
  }
}

/** Copy what is present, −0 as 0, with the columns; returns how many. */
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
  let to = room + COUNTS;
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

/**
 * Average rank over count of each value of each row among its group, see `rankColumns`. `codes` as in `acrossGroups`,
 * or 0 for one group. `room`: that of `sort`, 12 bytes per column before it, 24 per group behind.
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
  const state = scratch + COUNTS + <usize>width * 24;
  for (let r = 0; r < rows; r++) {
    const out = output + ((<usize>(r * width)) << 3);
    const n = sort(input + ((<usize>(r * width)) << 3), width, values, columns, scratch);
    for (let j = 0; j < width; j++) f64.store(out + ((<usize>j) << 3), NaN);
    if (codes === 0) rankOne(out, values, columns, n, <f64>n);
    else rankGroups(out, values, columns, n, codes, groups, state);
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
    rankOne(out, room, order, n, 1);
    store<i32>(counts + ((<usize>r) << 2), n);
  }
}

function rankOne(out: usize, values: usize, columns: usize, n: i32, unit: f64): void {
  for (let i = 0; i < n; ) {
    const value = f64.load(values + ((<usize>i) << 3));
    let end = i + 1;
    while (end < n && f64.load(values + ((<usize>end) << 3)) === value) end++;
    const rank = <f64>(i + end + 1) / 2 / unit;
    for (; i < end; i++) {
      f64.store(out + ((<usize>load<u32>(columns + ((<usize>i) << 2))) << 3), rank);
    }
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

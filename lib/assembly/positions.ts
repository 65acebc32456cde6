import { between } from "./order";
import { sort } from "./sort";

// Order statistics of long windows, of one column. The column is sorted once. A window is then a set of positions in
// that order, one bit each: what enters sets its bit, what leaves clears it, and no value is moved or compared again.

/** The position of what is missing. */
const NOWHERE: i32 = -1;
/** Positions whose bits are counted together, as a power of 2: two words. */
const GROUP: i32 = 7;
/** A group beyond all others. */
const NO_GROUP: i32 = i32.MAX_VALUE;

/**
 * Quantile of each window that ends at row `ahead` or later, see `rollingQuantile`. A pointer stands at the lower of
 * the wanted values and steps from bit to bit. `room`: 20 bytes per row and that of `sort`.
 */
export function quantileOfColumn(
  input: usize,
  output: usize,
  rows: i32,
  ahead: i32,
  room: usize,
  window: i32,
  min: i32,
  p: f64,
): void {
  const values = room;
  const places = values + ((<usize>rows) << 3);
  sortColumn(input, rows, values, places);
  const bits = places + ((<usize>rows) << 2);
  memory.fill(bits, 0, bytesOfBits(rows));
  let n = 0;
  let at = 0;
  // Present values at positions below `at`.
  let below = 0;
  for (let r = 0; r < rows; r++) {
    const old = r < window ? NOWHERE : place(places, r - window);
    if (old !== NOWHERE) {
      flip(bits, old);
      below -= i32(old < at);
      n--;
    }
    const own = place(places, r);
    if (own !== NOWHERE) {
      flip(bits, own);
      below += i32(own < at);
      n++;
    }
    if (r < ahead) continue;
    let result = NaN;
    if (n >= min) {
      const position = <f64>(n - 1) * p;
      const low = <i32>position;
      for (; below > low; below--) at = previous(bits, at);
      at = next(bits, at);
      for (; below < low; below++) at = next(bits, at + 1);
      result = f64.load(values + ((<usize>at) << 3));
      const t = position - <f64>low;
      if (t > 0) result = between(result, f64.load(values + ((<usize>next(bits, at + 1)) << 3)), t);
    }
    f64.store(output + ((<usize>r) << 3), result);
  }
}

/**
 * Rank of each row's value in its window, from row `ahead` on, see `rollingRank`: the bits below those of its equals
 * are counted, and theirs. `room` as for the quantile.
 */
export function rankOfColumn(
  input: usize,
  output: usize,
  rows: i32,
  ahead: i32,
  room: usize,
  window: i32,
  min: i32,
): void {
  const values = room;
  const places = values + ((<usize>rows) << 3);
  const n = sortColumn(input, rows, values, places);
  const starts = places + ((<usize>rows) << 2);
  const ends = starts + ((<usize>rows) << 2);
  findTies(values, n, starts, ends);
  const bits = ends + ((<usize>rows) << 2);
  const counts = bits + bytesOfBits(rows);
  const end = counts + (bytesOfBits(rows) >> 2);
  memory.fill(bits, 0, end - bits);
  let inside = 0;
  for (let r = 0; r < rows; r++) {
    const old = r < window ? NOWHERE : place(places, r - window);
    const own = place(places, r);
    if (old !== NOWHERE) flip(bits, old);
    if (own !== NOWHERE) flip(bits, own);
    inside += i32(own !== NOWHERE) - i32(old !== NOWHERE);
    const left = old === NOWHERE ? NO_GROUP : old >> GROUP;
    const entered = own === NOWHERE ? NO_GROUP : own >> GROUP;
    recount(counts, end, left, entered);
    if (r < ahead) continue;
    let result = NaN;
    if (own !== NOWHERE && inside >= min) {
      const below = countBelow(bits, counts, place(starts, own));
      const upTo = countBelow(bits, counts, place(ends, own));
      result = <f64>(below + 1 + upTo) / 2 / <f64>inside;
    }
    f64.store(output + ((<usize>r) << 3), result);
  }
}

/**
 * Sort the present values of a column and tell the position of each row; returns how many there are. Behind `places`
 * there is room for two numbers (i32) per row and for the sort.
 */
function sortColumn(input: usize, rows: i32, values: usize, places: usize): i32 {
  const order = places + ((<usize>rows) << 2);
  const n = sort(input, rows, values, order, order + ((<usize>(rows + (rows & 1))) << 2));
  memory.fill(places, 0xff, (<usize>rows) << 2);
  for (let i = 0; i < n; i++) {
    store<i32>(places + ((<usize>place(order, i)) << 2), i);
  }
  return n;
}

/** For each position where its equals begin, and where they have ended. */
function findTies(values: usize, n: i32, starts: usize, ends: usize): void {
  for (let i = 0; i < n; ) {
    const value = f64.load(values + ((<usize>i) << 3));
    let end = i + 1;
    while (end < n && f64.load(values + ((<usize>end) << 3)) === value) end++;
    for (let start = i; i < end; i++) {
      store<i32>(starts + ((<usize>i) << 2), start);
      store<i32>(ends + ((<usize>i) << 2), end);
    }
  }
}

function place(places: usize, index: i32): i32 {
  return load<i32>(places + ((<usize>index) << 2));
}

/** Bits for this many positions and one more, in whole groups, four by four. */
function bytesOfBits(positions: i32): usize {
  return (<usize>((positions >> (GROUP + 2)) + 1)) << (GROUP - 1);
}

function word(bits: usize, position: i32): usize {
  return bits + ((<usize>position >> 6) << 3);
}

function flip(bits: usize, position: i32): void {
  const at = word(bits, position);
  store<u64>(at, load<u64>(at) ^ ((<u64>1) << (position & 63)));
}

/** The first set bit at a position or above it: there is one. */
function next(bits: usize, position: i32): i32 {
  let at = word(bits, position);
  let here = load<u64>(at) >> (position & 63);
  if (here !== 0) return position + <i32>ctz(here);
  do {
    at += 8;
    here = load<u64>(at);
  } while (here === 0);
  return <i32>((at - bits) << 3) + <i32>ctz(here);
}

/** The last set bit below a position: there is one. */
function previous(bits: usize, position: i32): i32 {
  const last = position - 1;
  let at = word(bits, last);
  let here = load<u64>(at) << (63 - (last & 63));
  if (here !== 0) return last - <i32>clz(here);
  do {
    at -= 8;
    here = load<u64>(at);
  } while (here === 0);
  return <i32>((at - bits) << 3) + 63 - <i32>clz(here);
}

/** `counts` tells how many bits are set below each group: one left, and one entered. */
function recount(counts: usize, end: usize, left: i32, entered: i32): void {
  const from = i32x4.splat(left);
  const to = i32x4.splat(entered);
  let groups = i32x4(0, 1, 2, 3);
  for (let at = counts; at < end; at += 16) {
    // Comparisons give −1 for true.
    const less = i32x4.add(v128.load(at), i32x4.gt_s(groups, from));
    v128.store(at, i32x4.sub(less, i32x4.gt_s(groups, to)));
    groups = i32x4.add(groups, i32x4.splat(4));
  }
}

/** How many bits are set below a position. */
function countBelow(bits: usize, counts: usize, position: i32): i32 {
  const group = <usize>position >> GROUP;
  const at = bits + (group << (GROUP - 3));
  const rest = ((<u64>1) << (position & 63)) - 1;
  // All bits where the position is in the second word, none where it is in the first.
  const second = -(<i64>((position >> 6) & 1));
  const first = popcnt(load<u64>(at) & (rest | second));
  return load<i32>(counts + (group << 2)) + <i32>first + <i32>popcnt(load<u64>(at, 8) & rest & second);
}

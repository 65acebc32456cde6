import { load as pair, present } from "./lanes";

// The order of the values of a row from a line of bits. Each value is one bit, by its share of the way from the least
// to the greatest; the bits before it are its place. Values that share a bit are found on the way, and the words in
// which there are such are put in order by insertion. Where the sizes are too uneven for that, the share is that of
// the logarithm, as the leading bits of the numbers give it.

/** Marks the start of a word in which values share a bit. */
export const MARK: u32 = 1 << 31;
/** Sizes below the largest by more than this power of two are one place to a logarithm. */
const OCTAVES: i32 = 20;
const MANY_OCTAVES: i32 = 120;
/** So many layouts there are. */
export const LAYOUTS: i32 = 3;
/** Moves per column after which insertion gives up. */
export const MOVES: i32 = 8;

/** The least and the greatest value of the row at hand. */
let least: f64 = 0;
let greatest: f64 = 0;
/** How values are laid out: by their distance from the least, by logarithms, by logarithms over more octaves. */
let layout: i32 = 0;
/** How many values each left to insertion when it was last used; less with time. */
let left0: i32 = 0;
let left1: i32 = 0;
let left2: i32 = 0;

/** Look at a row: how many values are present. */
export function survey(row: usize, width: i32): i32 {
  const end = row + ((<usize>width) << 3);
  let low = f64x2.splat(Infinity);
  let high = f64x2.splat(-Infinity);
  let counts = i64x2.splat(0);
  let at = row;
  for (; at + 8 < end; at += 16) {
    const value = pair(at);
    const ok = present(value);
    low = f64x2.pmin(low, v128.bitselect(value, f64x2.splat(Infinity), ok));
    high = f64x2.pmax(high, v128.bitselect(value, f64x2.splat(-Infinity), ok));
    counts = i64x2.sub(counts, ok);
  }
  least = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  greatest = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
  let n = <i32>(i64x2.extract_lane(counts, 0) + i64x2.extract_lane(counts, 1));
  if (at < end) {
    const value = f64.load(at);
    if (value - value === 0) {
      least = min(least, value);
      greatest = max(greatest, value);
      n++;
    }
  }
  return n;
}

/** Words of 64 bits in the line of rows of this width, a power of 2: 128 to 256 bits for each column. */
function wordsFor(width: i32): i32 {
  return 2 << (32 - clz(width - 1));
}

// In the room: the key of each column (u32), a list (u32), the words, the start of each word (u32).

export function keysIn(room: usize): usize {
  return room;
}

export function listIn(room: usize, width: i32): usize {
  return room + ((<usize>((width + 1) & ~1)) << 2);
}

export function lineIn(room: usize, width: i32): usize {
  return room + ((<usize>((width + 1) & ~1)) << 3);
}

export function startsIn(room: usize, width: i32): usize {
  return lineIn(room, width) + ((<usize>(wordsFor(width) + 1)) << 3);
}

/** Room of 8 bytes per column and 8 more. */
export function spareIn(room: usize, width: i32): usize {
  return startsIn(room, width) + ((<usize>(wordsFor(width) + 2)) << 2);
}

/** Draw the line of the row that was surveyed; returns how many values came to a bit that was set, words in the list. */
export function drawLine(row: usize, width: i32, room: usize): i32 {
  const words = wordsFor(width);
  const list = listIn(room, width);
  const line = lineIn(room, width);
  layout = left0 <= left1 && left0 <= left2 ? 0 : left1 <= left2 ? 1 : 2;
  giveKeys(row, width, keysIn(room), words);
  memory.fill(line, 0, <usize>(words + 1) * 12);
  let shared = 0;
  for (let j = 0; j < width; j++) {
    const key = load<u32>(keysIn(room) + ((<usize>j) << 2));
    const at = line + ((<usize>(key >> 6)) << 3);
    const word = load<u64>(at);
    const bit = (<u64>1) << (<u64>key);
    store<u64>(at, word | bit);
    store<u32>(list + ((<usize>shared) << 2), key >> 6);
    shared += i32((word & bit) !== 0);
  }
  return shared;
}

/**
 * Where each word of the line starts: after the values before it, this many of them `shared` as in the list. The place
 * of a value is the start of its word, plus the bits before its own where the start is not marked. What is missing
 * comes after all words; returns how many values come before. Without any shared ones each bit counts as one value.
 */
export function startWords(width: i32, room: usize, shared: i32): u32 {
  const words = wordsFor(width);
  const list = listIn(room, width);
  const line = lineIn(room, width);
  const starts = startsIn(room, width);
  for (let k = 0; k < shared; k++) {
    const at = starts + ((<usize>load<u32>(list + ((<usize>k) << 2))) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let start: u32 = 0;
  for (let w = 0; w < words; w++) {
    const at = starts + ((<usize>w) << 2);
    const more = load<u32>(at);
    store<u32>(at, more === 0 ? start : start | MARK);
    start += <u32>popcnt(load<u64>(line + ((<usize>w) << 3))) + more;
  }
  store<u32>(starts + ((<usize>words) << 2), start);
  return start;
}

/** The bit of each value; that of what is missing stands behind the line. */
function giveKeys(row: usize, width: i32, keys: usize, words: i32): void {
  const last = <f64>(words << 6) - 1;
  const behind = f64x2.splat(last + 1);
  const floor = i32x4.splat(
    highOf(max(abs(least), abs(greatest))) - ((layout === 1 ? OCTAVES : MANY_OCTAVES) << 20),
  );
  const logarithmic = layout !== 0;
  const low = logarithmic ? f64x2.extract_lane(logarithm(f64x2.splat(least), floor), 0) : least;
  const high = logarithmic ? f64x2.extract_lane(logarithm(f64x2.splat(greatest), floor), 0) : greatest;
  const scale = f64x2.splat(last / (high - low));
  for (let j = 0; j < width; j += 2) {
    const value = pair(row + ((<usize>j) << 3));
    const level = logarithmic ? logarithm(value, floor) : value;
    const share = f64x2.mul(f64x2.sub(level, f64x2.splat(low)), scale);
    // No number where the range is 0 or the distance infinite: the first bit.
    const key = v128.bitselect(f64x2.pmin(share, f64x2.splat(last)), behind, present(value));
    v128.store64_lane(keys + ((<usize>j) << 2), i32x4.trunc_sat_f64x2_u_zero(key), 0);
  }
}

/** The sign, and how far the leading bits, which are nearly a logarithm, are above the floor. */
function logarithm(value: v128, floor: v128): v128 {
  const high = i32x4.shuffle(value, value, 1, 3, 1, 3);
  const sign = i32x4.shr_s(high, 31);
  const size = i32x4.max_s(i32x4.sub(v128.and(high, i32x4.splat(0x7fffffff)), floor), i32x4.splat(0));
  return f64x2.convert_low_i32x4_s(i32x4.sub(v128.xor(size, sign), sign));
}

function highOf(value: f64): i32 {
  return <i32>(reinterpret<u64>(value) >> 32);
}

/**
 * Put the values of marked words in order, equal ones in the order of their columns: `left` of them, whose columns are
 * in the list. False when they are too far from it; another layout is then tried next.
 */
export function settle(row: usize, width: i32, room: usize, left: i32, values: usize, columns: usize): bool {
  const list = listIn(room, width);
  const line = lineIn(room, width);
  const starts = startsIn(room, width);
  // From here on a marked word is the number of its values that are in place.
  for (let k = 0; k < left; k++) {
    const j = <usize>load<u32>(list + ((<usize>k) << 2));
    store<u64>(line + ((<usize>(load<u32>(keysIn(room) + (j << 2)) >> 6)) << 3), 0);
  }
  let moves = width * MOVES;
  for (let k = 0; k < left; k++) {
    const j = load<u32>(list + ((<usize>k) << 2));
    const w = <usize>(load<u32>(keysIn(room) + ((<usize>j) << 2)) >> 6);
    const start = load<u32>(starts + (w << 2)) & ~MARK;
    const end = start + load<u32>(line + (w << 3));
    store<u32>(line + (w << 3), end - start + 1);
    const at = insert(values, columns, start, end, f64.load(row + ((<usize>j) << 3)) + 0, j);
    moves -= <i32>(end - at);
    if (moves < 0) {
      remember(2 * width);
      return false;
    }
  }
  remember(left);
  return true;
}

/** How many values the layout at hand left to insertion. */
export function remember(left: i32): void {
  left0 -= (left0 >> 4) + 1;
  left1 -= (left1 >> 4) + 1;
  left2 -= (left2 >> 4) + 1;
  if (layout === 0) left0 = left;
  else if (layout === 1) left1 = left;
  else left2 = left;
}

/** Insert a value and its column into what is sorted from `start` to `end`, behind equal ones; returns its place. */
export function insert(values: usize, columns: usize, start: u32, end: u32, value: f64, column: u32): u32 {
  let at = end;
  for (; at > start && f64.load(values + ((<usize>(at - 1)) << 3)) > value; at--) {
    f64.store(values + ((<usize>at) << 3), f64.load(values + ((<usize>(at - 1)) << 3)));
    store<u32>(columns + ((<usize>at) << 2), load<u32>(columns + ((<usize>(at - 1)) << 2)));
  }
  f64.store(values + ((<usize>at) << 3), value);
  store<u32>(columns + ((<usize>at) << 2), column);
  return at;
}

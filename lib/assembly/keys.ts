import { KEY } from "./entries";
import { orMissing, load as pair, present } from "./lanes";

// A key tells how far a value is on the way from the least to the greatest of its row, in 16 bits; where sizes are too
// uneven for that, how far its logarithm is, as the leading bits of numbers give it.

/** The last key of a value; that of what is missing comes after it. */
const LAST: i32 = 65534;
const MISSING: i32 = LAST + 1;
/** Added to a number below 2^32, it leaves that in the low half of the bits, rounded. */
const WHOLE: f64 = 4503599627370496;

/** Sizes below the largest by more than this power of two have one key by logarithms. */
const OCTAVES: i32 = 20;
const MANY_OCTAVES: i32 = 120;
/** So many layouts there are: by distance from the least, by logarithms, by logarithms over more octaves. */
export const LAYOUTS: i32 = 3;
let layout: i32 = 0;
/** How many moves each left to insertion when it was last used; less with time. */
let left0: i32 = 0;
let left1: i32 = 0;
let left2: i32 = 0;

/** The ends of the row at hand; the least is above the greatest when all is missing. */
let least: f64 = 0;
let greatest: f64 = 0;

/** Give each column of a row its entry, by the layout that left the fewest moves; returns how many values are present. */
export function giveKeys(row: usize, width: i32, entries: usize): i32 {
  layout = left0 <= left1 && left0 <= left2 ? 0 : left1 <= left2 ? 1 : 2;
  findEnds(row, width);
  const infinite = least === -Infinity || greatest === Infinity;
  if (infinite) findFiniteEnds(row, width);
  if (layout === 0 && greatest - least === Infinity) layout = 2;
  const plain = layout === 0 && !infinite;
  let missing = plain ? giveByDistance(row, width, entries) : giveByLayout(row, width, entries);
  // Without what the last vector reads beyond the row.
  for (let j = width; (j & 3) !== 0; j++) {
    missing -= i32(load<u32>(entries + ((<usize>j) << 2)) >> KEY === <u32>MISSING);
  }
  return width - missing;
}

/** How many moves the layout at hand left. */
export function remember(left: i32): void {
  left0 -= (left0 >> 4) + 1;
  left1 -= (left1 >> 4) + 1;
  left2 -= (left2 >> 4) + 1;
  if (layout === 0) left0 = left;
  else if (layout === 1) left1 = left;
  else left2 = left;
}

function findEnds(row: usize, width: i32): void {
  let low = f64x2.splat(Infinity);
  let high = f64x2.splat(-Infinity);
  let low2 = low;
  let high2 = high;
  let j = 0;
  // What is missing is neither less nor greater.
  for (; j < width - 3; j += 4) {
    const at = row + ((<usize>j) << 3);
    const a = pair(at);
    const b = pair(at + 16);
    low = f64x2.pmin(low, a);
    high = f64x2.pmax(high, a);
    low2 = f64x2.pmin(low2, b);
    high2 = f64x2.pmax(high2, b);
  }
  for (; j < width; j++) {
    const value = v128.load64_splat(row + ((<usize>j) << 3));
    low = f64x2.pmin(low, value);
    high = f64x2.pmax(high, value);
  }
  low = f64x2.pmin(low, low2);
  high = f64x2.pmax(high, high2);
  least = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  greatest = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
}

function findFiniteEnds(row: usize, width: i32): void {
  least = Infinity;
  greatest = -Infinity;
  for (let j = 0; j < width; j++) {
    const value = f64.load(row + ((<usize>j) << 3));
    if (value - value !== 0) continue;
    least = min(least, value);
    greatest = max(greatest, value);
  }
}

/** Returns how many are missing. */
function giveByDistance(row: usize, width: i32, entries: usize): i32 {
  const from = f64x2.splat(least);
  const scale = f64x2.splat(scaleOf(greatest - least));
  let places = i32x4(0, 8, 16, 24);
  let missing = i32x4.splat(0);
  for (let j = 0; j < width; j += 4) {
    const at = row + ((<usize>j) << 3);
    const key = Key.of(Key.share(pair(at), from, scale), Key.share(pair(at + 16), from, scale));
    missing = i32x4.sub(missing, i32x4.eq(key, i32x4.splat(MISSING << KEY)));
    v128.store(entries + ((<usize>j) << 2), v128.or(key, places));
    places = i32x4.add(places, i32x4.splat(32));
  }
  return sumOf(missing);
}

/** The same where values may be infinite, or laid out by logarithms. */
function giveByLayout(row: usize, width: i32, entries: usize): i32 {
  const logarithmic = layout !== 0;
  const floor = i32x4.splat(
    highOf(max(abs(least), abs(greatest))) - ((layout === 1 ? OCTAVES : MANY_OCTAVES) << 20),
  );
  const low = f64x2.splat(least);
  const from = logarithmic ? logarithm(low, floor) : low;
  const high = f64x2.splat(greatest);
  const range = f64x2.sub(logarithmic ? logarithm(high, floor) : high, from);
  const scale = f64x2.splat(scaleOf(f64x2.extract_lane(range, 0)));
  let places = i32x4(0, 8, 16, 24);
  let missing = i32x4.splat(0);
  for (let j = 0; j < width; j += 4) {
    const at = row + ((<usize>j) << 3);
    const a = pair(at);
    const b = pair(at + 16);
    const levelA = orMissing(logarithmic ? logarithm(a, floor) : a, present(a));
    const levelB = orMissing(logarithmic ? logarithm(b, floor) : b, present(b));
    const key = Key.of(Key.share(levelA, from, scale), Key.share(levelB, from, scale));
    missing = i32x4.sub(missing, i32x4.eq(key, i32x4.splat(MISSING << KEY)));
    v128.store(entries + ((<usize>j) << 2), v128.or(key, places));
    places = i32x4.add(places, i32x4.splat(32));
  }
  return sumOf(missing);
}

/** Keys over a distance; 0, for one key, where there is none. */
function scaleOf(range: f64): f64 {
  const scale = <f64>LAST / range;
  return scale > 0 && scale < Infinity ? scale : 0;
}

function sumOf(counts: v128): i32 {
  const two = i32x4.add(counts, i32x4.shuffle(counts, counts, 2, 3, 0, 1));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
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

// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Key {
  /** Where a level is, in steps of a key; beyond all where it is missing. */
  @inline
  static share(level: v128, from: v128, scale: v128): v128 {
    const share = f64x2.add(f64x2.mul(f64x2.sub(level, from), scale), f64x2.splat(WHOLE));
    return f64x2.pmin(f64x2.splat(WHOLE + <f64>MISSING), share);
  }

  /** Of four shares, above their places. */
  @inline
  static of(a: v128, b: v128): v128 {
    return i32x4.shl(i32x4.shuffle(a, b, 0, 2, 4, 6), KEY);
  }
}

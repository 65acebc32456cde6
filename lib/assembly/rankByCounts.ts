import { insert, keysIn, lineIn, listIn, MOVES, remember, spareIn, startsIn, startWords } from "./bitLine";
import { rankOne } from "./rankOne";

/**
 * The ranks of a row whose line is drawn, over its number of values, where many values share bits: those of one bit are
 * counted, and put in order by insertion only where they are not all equal. False when that takes too long.
 */
export function rankByCounts(
  row: usize,
  width: i32,
  out: usize,
  values: usize,
  columns: usize,
  room: usize,
  n: i32,
): bool {
  const places = keysIn(room);
  const bits = countBits(row, width, values, columns, room);
  const ranks = spareIn(room, width);
  const line = lineIn(room, width);
  rankBits(bits, columns, line, ranks, <f64>n);
  const list = listIn(room, width);
  let mixed = 0;
  for (let j: usize = 0; j < <usize>width; j++) {
    const bit = load<u32>(places + (j << 2));
    f64.store(out + (j << 3), f64.load(ranks + ((<usize>bit) << 3)));
    store<u32>(list + ((<usize>mixed) << 2), bit);
    const other = f64.load(values + ((<usize>bit) << 3)) !== f64.load(row + (j << 3));
    mixed += i32(other) & i32(bit !== bits);
  }
  if (mixed === 0) {
    remember(0);
    return true;
  }
  for (let k = 0; k < mixed; k++) {
    store<u32>(line + ((<usize>load<u32>(list + ((<usize>k) << 2))) << 3), MIXED, 4);
  }
  return insertMixed(row, width, room, values, columns, out, n);
}

/** For each value the number of its bit, among those that are set; for each bit how many it has, and one of them. */
function countBits(row: usize, width: i32, values: usize, counts: usize, room: usize): u32 {
  const keys = keysIn(room);
  const line = lineIn(room, width);
  const starts = startsIn(room, width);
  const bits = startWords(width, room, 0);
  memory.fill(counts, 0, (<usize>width) << 2);
  for (let j: usize = 0; j < <usize>width; j++) {
    const key = load<u32>(keys + (j << 2));
    const word = <usize>key >> 6;
    const before = load<u64>(line + (word << 3)) & (((<u64>1) << (<u64>key)) - 1);
    const bit = load<u32>(starts + (word << 2)) + <u32>popcnt(before);
    store<u32>(keys + (j << 2), bit);
    const at = counts + ((<usize>bit) << 2);
    store<u32>(at, load<u32>(at) + 1);
    f64.store(values + ((<usize>bit) << 3), f64.load(row + (j << 3)));
  }
  return bits;
}

/** The mean rank of the values of each bit, NaN after the last; where they start, in the line. */
function rankBits(bits: u32, counts: usize, line: usize, ranks: usize, n: f64): void {
  let start: u32 = 0;
  for (let bit: usize = 0; bit < <usize>bits; bit++) {
    const end = start + load<u32>(counts + (bit << 2));
    f64.store(ranks + (bit << 3), <f64>(start + end + 1) / 2 / n);
    store<u64>(line + (bit << 3), start);
    start = end;
  }
  f64.store(ranks + ((<usize>bits) << 3), NaN);
  store<u64>(line + ((<usize>bits) << 3), start);
}

/** Marks a bit whose values are not all equal; from then on one more than the number of those that are in order. */
const MIXED: u32 = 1;

function insertMixed(
  row: usize,
  width: i32,
  room: usize,
  values: usize,
  columns: usize,
  out: usize,
  n: i32,
): bool {
  const places = keysIn(room);
  const line = lineIn(room, width);
  const list = listIn(room, width);
  let left = 0;
  for (let j = 0; j < width; j++) {
    const at = line + ((<usize>load<u32>(places + ((<usize>j) << 2))) << 3);
    store<u32>(list + ((<usize>left) << 2), j);
    left += i32(load<u32>(at, 4) !== 0);
  }
  let moves = width * MOVES;
  for (let k = 0; k < left; k++) {
    const j = load<u32>(list + ((<usize>k) << 2));
    const at = line + ((<usize>load<u32>(places + ((<usize>j) << 2))) << 3);
    const start = load<u32>(at);
    const inOrder = load<u32>(at, 4);
    store<u32>(at, inOrder + 1, 4);
    const end = start + inOrder - MIXED;
    moves -= <i32>(end - insert(values, columns, start, end, f64.load(row + ((<usize>j) << 3)) + 0, j));
    if (moves < 0) {
      remember(2 * width);
      return false;
    }
  }
  remember(left);
  for (let k = 0; k < left; k++) {
    const j = <usize>load<u32>(list + ((<usize>k) << 2));
    const at = line + ((<usize>load<u32>(places + (j << 2))) << 3);
    if (load<u32>(at, 4) === 0) continue;
    store<u32>(at, 0, 4);
    rankOne(out, values, columns, load<u32>(at), load<u32>(at, 8), n);
  }
  return true;
}

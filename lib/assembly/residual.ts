import { load, store } from "./lanes";

// Least squares across the columns of a row, on an intercept per group and on regressors. The complete cases of a row
// are gathered group after group. A group of an odd number is filled up by its last case once more, with weight 0.

/** Less than this share of a vector's length left after fitting counts as nothing left. */
const NOTHING: f64 = 1e-12;

// The row in hand: for each case its weight, the root of that and its column; for each group the address behind its last
// case, counted from the first, and its weight; the directions taken out and their squared lengths.
let weights: usize = 0;
let roots: usize = 0;
let columnOf: usize = 0;
let endOf: usize = 0;
let weightOf: usize = 0;
let directions: usize = 0;
let squaresOf: usize = 0;
let groups: i32 = 0;
/** How many cases there are, and bytes of a vector of them with what fills up. */
let cases: i32 = 0;
let length: usize = 0;
/** Squared length of the vector last centred, before that. */
let whole: f64 = 0;

/**
 * Residuals of each row, see `residualColumns`. `inputs`: the address of x, weights, regressors … and the bytes from
 * one row of it to the next (u32 each). `order`: the columns that have a group, one group after another (i32); `ends`:
 * where each group ends there (i32). `room`: (inputs + 2) × (columns + groups + 2) + 2 × (groups + inputs) doubles.
 */
export function residualRows(
  inputs: usize,
  count: i32,
  output: usize,
  rows: i32,
  columns: i32,
  order: usize,
  ends: usize,
  groupCount: i32,
  room: usize,
): void {
  groups = groupCount;
  const size = (<usize>((columns + groups + 2) >> 1)) << 4;
  weights = room + size;
  roots = room + <usize>count * size;
  columnOf = roots + size;
  endOf = columnOf + size;
  weightOf = endOf + ((<usize>groups) << 3);
  directions = weightOf + ((<usize>groups) << 3);
  squaresOf = directions + ((<usize>count) << 3);
  for (let r = 0; r < rows; r++) {
    const out = output + ((<usize>(r * columns)) << 3);
    for (let j = 0; j < columns; j++) f64.store(out + ((<usize>j) << 3), NaN);
    mark(inputs, r, count, columns, roots);
    const found = choose(order, ends, roots);
    for (let k = 0; k < count; k++) gather(rowOf(inputs, k, r), room + <usize>k * size);
    weigh();
    let used = 0;
    for (let k = 2; k < count; k++) {
      const z = room + <usize>k * size;
      const left = takeOut(z, used, centre(z));
      if (!(Math.sqrt(left) > NOTHING * Math.sqrt(whole))) continue;
      i32.store(directions + ((<usize>used) << 2), <i32>z);
      f64.store(squaresOf + ((<usize>used) << 3), left);
      used++;
    }
    if (cases <= found + used) continue;
    const left = takeOut(room, used, centre(room));
    scatter(room, out, !(Math.sqrt(left) > NOTHING * Math.sqrt(whole)));
  }
}

/** Tell for each column whether its case is complete: then it has 0, else it is missing. */
function mark(inputs: usize, r: i32, count: i32, columns: i32, marks: usize): void {
  const end = (<usize>((columns + 1) >> 1)) << 4;
  const above = rowOf(inputs, 1, r);
  for (let j: usize = 0; j < end; j += 16) {
    const positive = f64x2.gt(load(above + j), f64x2.splat(0));
    store(marks + j, v128.not(positive));
  }
  for (let k = 0; k < count; k++) {
    const row = rowOf(inputs, k, r);
    for (let j: usize = 0; j < end; j += 16) {
      const value = load(row + j);
      store(marks + j, f64x2.add(load(marks + j), f64x2.sub(value, value)));
    }
  }
}

/** Find the columns of complete cases; returns the number of groups that have one. */
function choose(order: usize, ends: usize, marks: usize): i32 {
  let found = 0;
  let at = columnOf;
  let next = order;
  cases = 0;
  for (let g = 0; g < groups; g++) {
    const first = at;
    for (const end = order + ((<usize>i32.load(ends + ((<usize>g) << 2))) << 2); next < end; next += 4) {
      const column = i32.load(next);
      i32.store(at, column);
      at += (<usize>i32(f64.load(marks + ((<usize>column) << 3)) === 0)) << 2;
    }
    cases += <i32>((at - first) >> 2);
    found += i32(at > first);
    if (((at - first) & 4) !== 0) {
      i32.store(at, i32.load(at - 4));
      at += 4;
    }
    i32.store(endOf + ((<usize>g) << 2), <i32>((at - columnOf) << 1));
  }
  length = (at - columnOf) << 1;
  return found;
}

/** Gather the cases of a row of an input. */
function gather(row: usize, vector: usize): void {
  for (let i: usize = 0; i < length; i += 8) {
    f64.store(vector + i, f64.load(row + (columnAt(i) << 3)));
  }
}

/** Roots of the weights, and the weight of each group. */
function weigh(): void {
  let i: usize = 0;
  for (let g = 0; g < groups; g++) {
    let sum = f64x2.splat(0);
    const end = endOfGroup(g);
    if (end > i && columnAt(end - 8) === columnAt(end - 16)) f64.store(weights + end - 8, 0);
    for (; i < end; i += 16) {
      const weight = load(weights + i);
      store(roots + i, f64x2.sqrt(weight));
      sum = f64x2.add(sum, weight);
    }
    f64.store(weightOf + ((<usize>g) << 3), total(sum));
  }
}

/** Centre a vector inside the groups, twice, and multiply it by the roots; returns its squared length then. */
function centre(vector: usize): f64 {
  let before = f64x2.splat(0);
  let after = f64x2.splat(0);
  let from: usize = 0;
  for (let g = 0; g < groups; g++) {
    const weight = f64.load(weightOf + ((<usize>g) << 3));
    const end = endOfGroup(g);
    let sum = f64x2.splat(0);
    for (let i = from; i < end; i += 16) {
      const value = load(vector + i);
      const weighted = f64x2.mul(value, load(weights + i));
      sum = f64x2.add(sum, weighted);
      before = f64x2.add(before, f64x2.mul(weighted, value));
    }
    const mean = f64x2.splat(total(sum) / weight);
    sum = f64x2.splat(0);
    for (let i = from; i < end; i += 16) {
      const value = f64x2.sub(load(vector + i), mean);
      store(vector + i, value);
      sum = f64x2.add(sum, f64x2.mul(value, load(weights + i)));
    }
    const rest = f64x2.splat(total(sum) / weight);
    for (; from < end; from += 16) {
      const value = f64x2.mul(f64x2.sub(load(vector + from), rest), load(roots + from));
      store(vector + from, value);
      after = f64x2.add(after, f64x2.mul(value, value));
    }
  }
  whole = total(before);
  return total(after);
}

/** Take the first `used` directions out of a vector, twice; returns the squared length that is left of `squares`. */
function takeOut(vector: usize, used: i32, squares: f64): f64 {
  if (used === 0) return squares;
  let along = dot(vector, direction(0));
  for (let pass = 0; pass < 2; pass++) {
    for (let k = 0; k < used; k++) {
      const last = pass === 1 && k + 1 === used;
      const next = last ? vector : direction(k + 1 < used ? k + 1 : 0);
      along = subtract(vector, along / f64.load(squaresOf + ((<usize>k) << 3)), direction(k), next);
    }
  }
  return along;
}

function dot(x: usize, y: usize): f64 {
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < length; i += 16) sum = f64x2.add(sum, f64x2.mul(load(x + i), load(y + i)));
  return total(sum);
}

/** Subtract `times` a direction from a vector; returns the product of what is left with `next`. */
function subtract(vector: usize, times: f64, from: usize, next: usize): f64 {
  const factor = f64x2.splat(times);
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < length; i += 16) {
    const left = f64x2.sub(load(vector + i), f64x2.mul(factor, load(from + i)));
    store(vector + i, left);
    sum = f64x2.add(sum, f64x2.mul(left, load(next + i)));
  }
  return total(sum);
}

/** Residuals to their columns, 0 where all is explained: backwards, since what fills up stands behind its case. */
function scatter(vector: usize, out: usize, explained: bool): void {
  for (let i = length; i > 0; ) {
    i -= 8;
    const residual = explained ? 0 : f64.load(vector + i) / f64.load(roots + i);
    f64.store(out + (columnAt(i) << 3), residual);
  }
}

function rowOf(inputs: usize, k: i32, r: i32): usize {
  const input = inputs + ((<usize>k) << 3);
  return <usize>i32.load(input) + <usize>(r * i32.load(input, 4));
}

function columnAt(i: usize): usize {
  return <usize>i32.load(columnOf + (i >> 1));
}

function endOfGroup(group: i32): usize {
  return <usize>i32.load(endOf + ((<usize>group) << 2));
}

function direction(index: i32): usize {
  return <usize>i32.load(directions + ((<usize>index) << 2));
}

function total(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

import { NOTHING } from "./across";
import { asMissingAs, load, only, orMissing, present, store } from "./lanes";

const ZSCORE: i32 = 1;
const SCALE: i32 = 2;
const MEAN: i32 = 3;
const DISTANCE: i32 = 4;

/** Bytes of a group's state: its sum or level, its number of values, its squares or unit, each for two rows. */
const GROUP: usize = 48;

/**
 * The same in groups of columns, two rows at a time. `groups`: for each column where its group lies in `sums` (i32, in
 * bytes), which has room for {@link GROUP} bytes for each of `count` groups; the last one is of columns without a group.
 */
export function acrossGroups(
  input: usize,
  output: usize,
  rows: i32,
  columns: i32,
  groups: usize,
  sums: usize,
  count: i32,
  kind: i32,
  to: f64,
): void {
  const width = (<usize>columns) << 3;
  for (let r = 0; r < rows; r += 2) {
    const first = <usize>r * width;
    // The last of an odd number of rows is taken twice.
    const second = first + (r + 1 < rows ? width : 0);
    const a = input + first;
    const b = input + second;
    memory.fill(sums, 0, <usize>count * GROUP);
    if (kind === SCALE) Both.add(SCALE, a, b, columns, groups, sums);
    else Both.add(MEAN, a, b, columns, groups, sums);
    level(sums, count, kind, to);
    if (kind === ZSCORE) {
      Both.add(ZSCORE, a, b, columns, groups, sums);
      if (mayBeConstant(sums, count)) {
        takeUp(sums, count, false);
        Both.add(DISTANCE, a, b, columns, groups, sums);
        takeUp(sums, count, true);
        Both.add(ZSCORE, a, b, columns, groups, sums);
      }
      unit(sums, count);
    }
    if (kind === ZSCORE) Both.give(ZSCORE, a, b, output + first, output + second, columns, groups, sums);
    else if (kind === SCALE) Both.give(SCALE, a, b, output + first, output + second, columns, groups, sums);
    else if (kind === MEAN) Both.give(MEAN, a, b, output + first, output + second, columns, groups, sums);
    else Both.give(0, a, b, output + first, output + second, columns, groups, sums);
  }
}

/** Turn sums into levels; that of columns without a group is missing. */
function level(sums: usize, count: i32, kind: i32, to: f64): void {
  const last = sums + <usize>(count - 1) * GROUP;
  for (let at = sums; at < last; at += GROUP) {
    const sum = load(at);
    const counts = load(at + 16);
    store(at + 16, f64x2(<f64>i64x2.extract_lane(counts, 0), <f64>i64x2.extract_lane(counts, 1)));
    if (kind !== SCALE) store(at, f64x2.div(sum, load(at + 16)));
    else store(at, orMissing(f64x2.div(f64x2.splat(to), sum), f64x2.gt(sum, f64x2.splat(0))));
  }
  store(last, f64x2.splat(NaN));
}

/** Is the variance of a group next to nothing, see {@link NOTHING}? */
function mayBeConstant(sums: usize, count: i32): bool {
  for (let at = sums; at < sums + <usize>count * GROUP; at += GROUP) {
    const level = load(at);
    const least = f64x2.mul(f64x2.mul(f64x2.mul(level, level), load(at + 16)), f64x2.splat(NOTHING));
    if (v128.any_true(f64x2.lt(load(at + 32), least))) return true;
  }
  return false;
}

/** Forget the squares, or add to each level the mean of the distances that stand in their place. */
function takeUp(sums: usize, count: i32, distances: bool): void {
  for (let at = sums; at < sums + <usize>count * GROUP; at += GROUP) {
    if (distances) store(at, f64x2.add(load(at), f64x2.div(load(at + 32), load(at + 16))));
    store(at + 32, f64x2.splat(0));
  }
}

/** Turn sums of squares into one over the standard deviation. */
function unit(sums: usize, count: i32): void {
  for (let at = sums; at < sums + <usize>count * GROUP; at += GROUP) {
    const squares = load(at + 32);
    const variance = f64x2.div(squares, f64x2.sub(load(at + 16), f64x2.splat(1)));
    const one = f64x2.div(f64x2.splat(1), f64x2.sqrt(variance));
    store(at + 32, orMissing(one, f64x2.gt(squares, f64x2.splat(0))));
  }
}

/** Two rows: each pair holds their values in one column. Inlined with a constant kind. */
// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Both {
  @inline
  static add(kind: i32, a: usize, b: usize, columns: i32, groups: usize, sums: usize): void {
    const pairs = (<usize>columns >> 1) << 4;
    let at = groups;
    for (let j: usize = 0; j < pairs; j += 16) {
      const upper = load(a + j);
      const lower = load(b + j);
      Both.addOne(kind, i64x2.shuffle(upper, lower, 0, 2), sums + <usize>i32.load(at));
      Both.addOne(kind, i64x2.shuffle(upper, lower, 1, 3), sums + <usize>i32.load(at, 4));
      at += 8;
    }
    if ((columns & 1) === 0) return;
    Both.addOne(
      kind,
      v128.load64_lane(b + pairs, v128.load64_zero(a + pairs), 1),
      sums + <usize>i32.load(at),
    );
  }

  @inline
  static addOne(kind: i32, value: v128, group: usize): void {
    const ok = present(value);
    if (kind === ZSCORE || kind === DISTANCE) {
      const away = f64x2.sub(value, load(group));
      const part = kind === ZSCORE ? f64x2.mul(away, away) : away;
      store(group + 32, f64x2.add(load(group + 32), only(part, ok)));
      return;
    }
    store(group, f64x2.add(load(group), only(kind === SCALE ? f64x2.abs(value) : value, ok)));
    // Masks are −1 as integers.
    store(group + 16, i64x2.sub(load(group + 16), ok));
  }

  @inline
  static give(
    kind: i32,
    a: usize,
    b: usize,
    outA: usize,
    outB: usize,
    columns: i32,
    groups: usize,
    sums: usize,
  ): void {
    const pairs = (<usize>columns >> 1) << 4;
    let at = groups;
    for (let j: usize = 0; j < pairs; j += 16) {
      const upper = load(a + j);
      const lower = load(b + j);
      const one = Both.result(kind, i64x2.shuffle(upper, lower, 0, 2), sums + <usize>i32.load(at));
      const two = Both.result(kind, i64x2.shuffle(upper, lower, 1, 3), sums + <usize>i32.load(at, 4));
      store(outA + j, i64x2.shuffle(one, two, 0, 2));
      store(outB + j, i64x2.shuffle(one, two, 1, 3));
      at += 8;
    }
    if ((columns & 1) === 0) return;
    const last = v128.load64_lane(b + pairs, v128.load64_zero(a + pairs), 1);
    const one = Both.result(kind, last, sums + <usize>i32.load(at));
    v128.store64_lane(outA + pairs, one, 0);
    v128.store64_lane(outB + pairs, one, 1);
  }

  @inline
  static result(kind: i32, value: v128, group: usize): v128 {
    const level = load(group);
    if (kind === SCALE) return asMissingAs(value, f64x2.mul(value, level));
    if (kind === MEAN) return asMissingAs(value, level);
    const away = f64x2.sub(value, level);
    return asMissingAs(value, kind === ZSCORE ? f64x2.mul(away, load(group + 32)) : away);
  }
}

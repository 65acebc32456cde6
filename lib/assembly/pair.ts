import { load, store } from "./lanes";
import { PART, SUFFIX, setPair } from "./pairParts";
import { hasNoHole, joinWhole, keepWhole } from "./pairWhole";
import { joinWithHoles, keepWithHoles } from "./pairWithHoles";

/**
 * Rolling correlation, covariance or slope of `y` on `x` of one block of rows, see `rollingPair`; `flat` stands where a
 * side does not vary. One pair of columns after the other, so that the prefix is held in registers.
 * State of each pair of columns: the suffixes of the block before, their two origins. Behind all: the parts.
 */
export function pair(
  x: usize,
  y: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  min: f64,
  kind: i32,
  flat: f64,
): void {
  const width = (<usize>columns) << 3;
  const own = <usize>(window + 1) * SUFFIX + 32;
  const end = state + <usize>((columns + 1) >> 1) * own;
  if (first) memory.fill(state, 0, end - state);
  const older = first ? 0 : window - 1;
  fillParts(end, rows, older);
  setPair(kind, min, flat);
  const block = <usize>rows * width;
  let at: usize = 0;
  for (let suffix = state; suffix < end; suffix += own) {
    // With an odd number of columns the last pair has but one of its own.
    const alone = at + 8 === width;
    const whole = v128.all_true<i64>(f64x2.eq(load(suffix + SUFFIX), f64x2.splat(<f64>older)));
    if (whole && hasNoHole(x + at, y + at, block, width)) {
      joinWhole(x + at, y + at, output + at, block, width, suffix, suffix + own - 32, end, alone);
      if (rows === window) keepWhole(x + at, y + at, block, width, suffix + own - 32, end);
    } else {
      joinWithHoles(x + at, y + at, output + at, block, width, suffix, suffix + own - 32, alone);
      if (rows === window) keepWithHoles(x + at, y + at, block, width, suffix + own - 32);
    }
    at += 16;
  }
}

/** What a row without holes has in all columns; `older`: pairs in the whole suffix before its block. */
function fillParts(parts: usize, rows: i32, older: i32): void {
  for (let r = 0; r < rows; r++) {
    const at = parts + <usize>r * PART;
    const na = f64x2.splat(<f64>(older === 0 ? 0 : older - r));
    const nb = f64x2.splat(<f64>(r + 1));
    const n = f64x2.add(na, nb);
    store(at, n);
    v128.store(at, f64x2.mul(f64x2.div(na, n), nb), 16);
    v128.store(at, f64x2.div(f64x2.splat(1), nb), 32);
  }
}

import { load, store } from "./lanes";
import { PART, Pair, SUFFIX } from "./pairParts";

// One pair of columns through a block in which no value is missing: counts are those of its rows, no mask is needed.
// The bits are those of `joinWithHoles`.

export function hasNoHole(x: usize, y: usize, block: usize, width: usize): bool {
  let all = f64x2.splat(0);
  let at: usize = 0;
  do {
    const a = load(x + at);
    const b = load(y + at);
    all = v128.or(all, v128.or(f64x2.sub(a, a), f64x2.sub(b, b)));
    at += width;
  } while (at < block);
  return v128.all_true<i64>(f64x2.eq(all, f64x2.splat(0)));
}

/** Each prefix joined with the suffix before it. */
export function joinWhole(
  x: usize,
  y: usize,
  output: usize,
  block: usize,
  width: usize,
  suffix: usize,
  origins: usize,
  parts: usize,
  alone: bool,
): void {
  const ownX = load(x);
  const ownY = load(y);
  const fromX = f64x2.sub(ownX, load(origins));
  const fromY = f64x2.sub(ownY, v128.load(origins, 16));
  let mx = f64x2.splat(0);
  let my = mx;
  let xx = mx;
  let yy = mx;
  let xy = mx;
  let at: usize = 0;
  let part = parts;
  let t = suffix;
  do {
    const u = f64x2.sub(load(x + at), ownX);
    const v = f64x2.sub(load(y + at), ownY);
    const dx = f64x2.sub(u, mx);
    const dy = f64x2.sub(v, my);
    const share = v128.load(part, 32);
    mx = f64x2.add(mx, f64x2.mul(dx, share));
    my = f64x2.add(my, f64x2.mul(dy, share));
    const restY = f64x2.sub(v, my);
    xx = f64x2.add(xx, f64x2.mul(dx, f64x2.sub(u, mx)));
    yy = f64x2.add(yy, f64x2.mul(dy, restY));
    xy = f64x2.add(xy, f64x2.mul(dx, restY));
    t += SUFFIX;
    const weight = v128.load(part, 16);
    const gapX = f64x2.add(f64x2.sub(mx, v128.load(t, 16)), fromX);
    const gapY = f64x2.add(f64x2.sub(my, v128.load(t, 32)), fromY);
    const sumXX = Pair.sum(v128.load(t, 48), xx, gapX, gapX, weight);
    const sumYY = Pair.sum(v128.load(t, 64), yy, gapY, gapY, weight);
    const sumXY = Pair.sum(v128.load(t, 80), xy, gapX, gapY, weight);
    Pair.give(output + at, load(part), sumXX, sumYY, sumXY, alone);
    part += PART;
    at += width;
  } while (at < block);
}

/** The suffixes for the next block. */
export function keepWhole(
  x: usize,
  y: usize,
  block: usize,
  width: usize,
  origins: usize,
  parts: usize,
): void {
  if (block === width) return;
  let at = block - width;
  const ownX = load(x + at);
  const ownY = load(y + at);
  let mx = f64x2.splat(0);
  let my = mx;
  let xx = mx;
  let yy = mx;
  let xy = mx;
  let n = mx;
  let part = parts;
  let t = origins - SUFFIX;
  do {
    const u = f64x2.sub(load(x + at), ownX);
    const v = f64x2.sub(load(y + at), ownY);
    const dx = f64x2.sub(u, mx);
    const dy = f64x2.sub(v, my);
    const share = v128.load(part, 32);
    n = f64x2.add(n, f64x2.splat(1));
    mx = f64x2.add(mx, f64x2.mul(dx, share));
    my = f64x2.add(my, f64x2.mul(dy, share));
    const restY = f64x2.sub(v, my);
    xx = f64x2.add(xx, f64x2.mul(dx, f64x2.sub(u, mx)));
    yy = f64x2.add(yy, f64x2.mul(dy, restY));
    xy = f64x2.add(xy, f64x2.mul(dx, restY));
    t -= SUFFIX;
    Pair.keep(t, n, mx, my, xx, yy, xy);
    part += PART;
    at -= width;
  } while (at > 0);
  store(origins, ownX);
  v128.store(origins, ownY, 16);
}

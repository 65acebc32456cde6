import { counted, load, only, present, store } from "./lanes";
import { Pair, SUFFIX } from "./pairParts";

// One pair of columns through a block in which values may be missing.

/** Each prefix joined with the suffix before it. */
export function joinWithHoles(
  x: usize,
  y: usize,
  output: usize,
  block: usize,
  width: usize,
  suffix: usize,
  origins: usize,
  alone: bool,
): void {
  const originX = load(origins);
  const originY = v128.load(origins, 16);
  let nb = f64x2.splat(0);
  let mx = nb;
  let my = nb;
  let xx = nb;
  let yy = nb;
  let xy = nb;
  let ownX = nb;
  let ownY = nb;
  let at: usize = 0;
  let t = suffix;
  do {
    const a = load(x + at);
    const b = load(y + at);
    const ok = v128.and(present(a), present(b));
    const starts = v128.andnot(ok, f64x2.gt(nb, f64x2.splat(0)));
    ownX = v128.bitselect(a, ownX, starts);
    ownY = v128.bitselect(b, ownY, starts);
    nb = counted(nb, ok);
    const u = f64x2.sub(a, ownX);
    const v = f64x2.sub(b, ownY);
    const dx = f64x2.sub(u, mx);
    const dy = f64x2.sub(v, my);
    const share = f64x2.div(f64x2.splat(1), nb);
    mx = f64x2.add(mx, only(f64x2.mul(dx, share), ok));
    my = f64x2.add(my, only(f64x2.mul(dy, share), ok));
    const restY = f64x2.sub(v, my);
    xx = f64x2.add(xx, only(f64x2.mul(dx, f64x2.sub(u, mx)), ok));
    yy = f64x2.add(yy, only(f64x2.mul(dy, restY), ok));
    xy = f64x2.add(xy, only(f64x2.mul(dx, restY), ok));
    t += SUFFIX;
    const na = load(t);
    const n = f64x2.add(na, nb);
    const weight = f64x2.mul(f64x2.div(na, n), nb);
    const gapX = f64x2.add(f64x2.sub(mx, v128.load(t, 16)), f64x2.sub(ownX, originX));
    const gapY = f64x2.add(f64x2.sub(my, v128.load(t, 32)), f64x2.sub(ownY, originY));
    const sumXX = Pair.sum(v128.load(t, 48), xx, gapX, gapX, weight);
    const sumYY = Pair.sum(v128.load(t, 64), yy, gapY, gapY, weight);
    const sumXY = Pair.sum(v128.load(t, 80), xy, gapX, gapY, weight);
    Pair.give(output + at, n, sumXX, sumYY, sumXY, alone);
    at += width;
  } while (at < block);
}

/** The suffixes for the next block. */
export function keepWithHoles(x: usize, y: usize, block: usize, width: usize, origins: usize): void {
  if (block === width) return;
  let n = f64x2.splat(0);
  let mx = n;
  let my = n;
  let xx = n;
  let yy = n;
  let xy = n;
  let ownX = load(origins);
  let ownY = v128.load(origins, 16);
  let t = origins - SUFFIX;
  let at = block - width;
  do {
    const a = load(x + at);
    const b = load(y + at);
    const ok = v128.and(present(a), present(b));
    const starts = v128.andnot(ok, f64x2.gt(n, f64x2.splat(0)));
    ownX = v128.bitselect(a, ownX, starts);
    ownY = v128.bitselect(b, ownY, starts);
    n = counted(n, ok);
    const u = f64x2.sub(a, ownX);
    const v = f64x2.sub(b, ownY);
    const dx = f64x2.sub(u, mx);
    const dy = f64x2.sub(v, my);
    const share = f64x2.div(f64x2.splat(1), n);
    mx = f64x2.add(mx, only(f64x2.mul(dx, share), ok));
    my = f64x2.add(my, only(f64x2.mul(dy, share), ok));
    const restY = f64x2.sub(v, my);
    xx = f64x2.add(xx, only(f64x2.mul(dx, f64x2.sub(u, mx)), ok));
    yy = f64x2.add(yy, only(f64x2.mul(dy, restY), ok));
    xy = f64x2.add(xy, only(f64x2.mul(dx, restY), ok));
    t -= SUFFIX;
    Pair.keep(t, n, mx, my, xx, yy, xy);
    at -= width;
  } while (at > 0);
  store(origins, ownX);
  v128.store(origins, ownY, 16);
}

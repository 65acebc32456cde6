import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

/**
 * Rolling skewness or excess kurtosis of one block of rows, see `rollingShape`.
 * State: suffix counts and sums of first to fourth powers from the origin, suffix origin; the same six of the prefix.
 */
export function shape(
  input: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  min: f64,
  kurt: bool,
): void {
  const width = (<usize>columns) << 3;
  const S = stateRow(columns);
  const table = <usize>(window + 1) * S;
  const count = state;
  const sum1 = count + table;
  const sum2 = sum1 + table;
  const sum3 = sum2 + table;
  const sum4 = sum3 + table;
  const origin = sum4 + table;
  const prefixCount = origin + S;
  const prefix1 = prefixCount + S;
  const prefix2 = prefix1 + S;
  const prefix3 = prefix2 + S;
  const prefix4 = prefix3 + S;
  const prefixOrigin = prefix4 + S;
  if (first) memory.fill(state, 0, 5 * table + 7 * S);
  memory.fill(prefixCount, 0, 5 * S);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const three = f64x2.splat(3);
  for (let r = 0; r < rows; r++) {
    const row = input + <usize>r * width;
    const out = output + <usize>r * width;
    const tail = <usize>(r + 1) * S;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      const n0 = load(prefixCount + j);
      const from = v128.bitselect(value, load(prefixOrigin + j), only(f64x2.eq(n0, zero), ok));
      const nb = counted(n0, ok);
      const a = only(f64x2.sub(value, from), ok);
      const square = f64x2.mul(a, a);
      const cube = f64x2.mul(square, a);
      const s1 = f64x2.add(load(prefix1 + j), a);
      const s2 = f64x2.add(load(prefix2 + j), square);
      const s3 = f64x2.add(load(prefix3 + j), cube);
      store(prefixOrigin + j, from);
      store(prefixCount + j, nb);
      store(prefix1 + j, s1);
      store(prefix2 + j, s2);
      store(prefix3 + j, s3);
      // All from one origin: the older block's, or the newer one's when the older is empty.
      const i = tail + j;
      const na = load(count + i);
      const both = v128.and(f64x2.gt(na, zero), f64x2.gt(nb, zero));
      const g = only(f64x2.sub(from, load(origin + j)), both);
      const n = f64x2.add(na, nb);
      const moved = f64x2.mul(nb, g);
      const up2 = f64x2.add(f64x2.mul(two, s1), moved);
      const up3 = f64x2.add(f64x2.mul(three, s2), f64x2.mul(g, f64x2.add(f64x2.mul(three, s1), moved)));
      const t1 = f64x2.add(f64x2.add(load(sum1 + i), s1), moved);
      const t2 = f64x2.add(f64x2.add(load(sum2 + i), s2), f64x2.mul(g, up2));
      const t3 = f64x2.add(f64x2.add(load(sum3 + i), s3), f64x2.mul(g, up3));
      const m = f64x2.div(t1, n);
      const mm = f64x2.mul(m, m);
      const nmm = f64x2.mul(n, mm);
      const m2 = f64x2.sub(t2, nmm);
      let top: v128;
      let bottom: v128;
      if (kurt) {
        const s4 = f64x2.add(load(prefix4 + j), f64x2.mul(square, square));
        store(prefix4 + j, s4);
        const inner = f64x2.add(f64x2.mul(f64x2.splat(4), s1), moved);
        const middle = f64x2.add(f64x2.mul(f64x2.splat(6), s2), f64x2.mul(g, inner));
        const up4 = f64x2.add(f64x2.mul(f64x2.splat(4), s3), f64x2.mul(g, middle));
        const t4 = f64x2.add(f64x2.add(load(sum4 + i), s4), f64x2.mul(g, up4));
        const lower = f64x2.sub(
          f64x2.mul(f64x2.splat(6), f64x2.mul(mm, t2)),
          f64x2.mul(three, f64x2.mul(nmm, mm)),
        );
        const m4 = f64x2.add(f64x2.sub(t4, f64x2.mul(f64x2.splat(4), f64x2.mul(m, t3))), lower);
        const less = f64x2.sub(n, one);
        const normal = f64x2.mul(three, f64x2.mul(less, f64x2.mul(m2, m2)));
        const raw = f64x2.sub(f64x2.mul(f64x2.mul(f64x2.add(n, one), n), m4), normal);
        top = f64x2.mul(raw, less);
        bottom = f64x2.mul(f64x2.mul(m2, m2), f64x2.mul(f64x2.sub(n, two), f64x2.sub(n, three)));
      } else {
        const twice = f64x2.mul(two, f64x2.mul(nmm, m));
        const m3 = f64x2.add(f64x2.sub(t3, f64x2.mul(three, f64x2.mul(m, t2))), twice);
        top = f64x2.mul(f64x2.mul(m3, n), f64x2.sqrt(f64x2.sub(n, one)));
        bottom = f64x2.mul(f64x2.mul(m2, f64x2.sqrt(m2)), f64x2.sub(n, two));
      }
      const result = f64x2.div(top, bottom);
      const fine = v128.and(f64x2.ge(n, f64x2.splat(min)), f64x2.gt(m2, zero));
      store(out + j, orMissing(result, v128.and(fine, present(result))));
    }
  }
  if (rows < window) return;
  for (let k = window - 1; k >= 1; k--) {
    const row = input + <usize>k * width;
    const here = <usize>k * S;
    const next = here + S;
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      const n0 = load(count + next + j);
      const from = v128.bitselect(value, load(origin + j), only(f64x2.eq(n0, zero), ok));
      const a = only(f64x2.sub(value, from), ok);
      const square = f64x2.mul(a, a);
      store(origin + j, from);
      store(count + here + j, counted(n0, ok));
      store(sum1 + here + j, f64x2.add(load(sum1 + next + j), a));
      store(sum2 + here + j, f64x2.add(load(sum2 + next + j), square));
      store(sum3 + here + j, f64x2.add(load(sum3 + next + j), f64x2.mul(square, a)));
      if (kurt) store(sum4 + here + j, f64x2.add(load(sum4 + next + j), f64x2.mul(square, square)));
    }
  }
}

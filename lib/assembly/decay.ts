import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

/**
 * Rolling mean with linearly decaying weights, `span` for today, of one block of rows, see `rollingDecay`.
 * State: suffix counts, sums of suffix sums, sums of suffix counts, plain suffix sum; count, sum, sum of (i + 1) x and
 * of i + 1 of the prefix.
 */
export function decay(
  input: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  min: f64,
  span: f64,
): void {
  const width = (<usize>columns) << 3;
  const S = stateRow(columns);
  const table = <usize>(window + 1) * S;
  const tailCount = state;
  const tailSum = tailCount + table;
  const tailWeight = tailSum + table;
  const plain = tailWeight + table;
  const count = plain + S;
  const sum = count + S;
  const placed = sum + S;
  const places = placed + S;
  if (first) memory.fill(state, 0, 3 * table);
  memory.fill(plain, 0, 5 * S);
  for (let r = 0; r < rows; r++) {
    const row = input + <usize>r * width;
    const out = output + <usize>r * width;
    const tail = <usize>(r + 1) * S;
    const place = f64x2.splat(<f64>(r + 1));
    const older = f64x2.splat(span - 1 - <f64>r);
    for (let j: usize = 0; j < S; j += 16) {
      const value = load(row + j);
      const ok = present(value);
      const n = counted(load(count + j), ok);
      const s = f64x2.add(load(sum + j), only(value, ok));
      const p = f64x2.add(load(placed + j), only(f64x2.mul(place, value), ok));
      const w = f64x2.add(load(places + j), only(place, ok));
      store(count + j, n);
      store(sum + j, s);
      store(placed + j, p);
      store(places + j, w);
      const weighted = f64x2.add(f64x2.add(load(tailSum + tail + j), f64x2.mul(older, s)), p);
      const weight = f64x2.add(f64x2.add(load(tailWeight + tail + j), f64x2.mul(older, n)), w);
      const result = f64x2.div(weighted, weight);
      const enough = f64x2.ge(f64x2.add(load(tailCount + tail + j), n), f64x2.splat(min));
      store(out + j, orMissing(result, v128.and(enough, present(result))));
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
      const s = f64x2.add(load(plain + j), only(value, ok));
      const n = counted(load(tailCount + next + j), ok);
      store(plain + j, s);
      store(tailCount + here + j, n);
      store(tailSum + here + j, f64x2.add(load(tailSum + next + j), s));
      store(tailWeight + here + j, f64x2.add(load(tailWeight + next + j), n));
    }
  }
}

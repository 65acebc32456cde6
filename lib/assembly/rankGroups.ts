/**
 * Ranks in groups of sorted values: in increasing order each value gets the lowest rank of its ties, in decreasing order the
 * mean with the highest. `codes`: the group of each column (i32), −1 for none. `state`: 24 bytes per group.
 */
export function rankGroups(
  out: usize,
  values: usize,
  columns: usize,
  n: i32,
  codes: usize,
  groups: i32,
  state: usize,
): void {
  // Per group: values seen, rank of the current ties, their value.
  for (let g = 0; g < groups; g++) start(state + <usize>g * 24, 0);
  for (let i = 0; i < n; i++) {
    const column = <usize>load<u32>(columns + ((<usize>i) << 2));
    const code = load<i32>(codes + (column << 2));
    if (code < 0) continue;
    const at = state + <usize>code * 24;
    const value = f64.load(values + ((<usize>i) << 3));
    const seen = f64.load(at) + 1;
    f64.store(at, seen);
    if (f64.load(at, 16) !== value) {
      f64.store(at, seen, 8);
      f64.store(at, value, 16);
    }
    f64.store(out + (column << 3), f64.load(at, 8));
  }
  for (let g = 0; g < groups; g++) start(state + <usize>g * 24, f64.load(state + <usize>g * 24));
  for (let i = n - 1; i >= 0; i--) {
    const column = <usize>load<u32>(columns + ((<usize>i) << 2));
    const code = load<i32>(codes + (column << 2));
    if (code < 0) continue;
    const at = state + <usize>code * 24;
    const value = f64.load(values + ((<usize>i) << 3));
    const rank = f64.load(at);
    f64.store(at, rank - 1);
    if (f64.load(at, 16) !== value) {
      f64.store(at, rank, 8);
      f64.store(at, value, 16);
    }
    f64.store(out + (column << 3), (f64.load(out + (column << 3)) + f64.load(at, 8)) / 2);
  }
  countGroups(columns, n, codes, groups, state);
  for (let i = 0; i < n; i++) {
    const column = <usize>load<u32>(columns + ((<usize>i) << 2));
    const code = load<i32>(codes + (column << 2));
    if (code < 0) continue;
    f64.store(out + (column << 3), f64.load(out + (column << 3)) / f64.load(state + <usize>code * 24));
  }
}

function countGroups(columns: usize, n: i32, codes: usize, groups: i32, state: usize): void {
  for (let g = 0; g < groups; g++) start(state + <usize>g * 24, 0);
  for (let i = 0; i < n; i++) {
    const code = load<i32>(codes + ((<usize>load<u32>(columns + ((<usize>i) << 2))) << 2));
    if (code < 0) continue;
    const at = state + <usize>code * 24;
    f64.store(at, f64.load(at) + 1);
  }
}

/** A group at its beginning: this many values, no ties yet. */
function start(at: usize, seen: f64): void {
  f64.store(at, seen);
  f64.store(at, NaN, 16);
}

import { Entry, hasEqualKeys } from "./entries";

// What has the same key after a sort by keys is put in the order of its values.

/** List the places, eight by eight, where one has the key of the next; returns how many there are. */
export function findEqual(entries: usize, n: i32, list: usize): i32 {
  let found = list;
  for (let i = 0; i < n - 1; i += 8) {
    store<u32>(found, i);
    found += (<usize>hasEqualKeys(entries + ((<usize>i) << 2))) << 2;
  }
  return <i32>((found - list) >> 2);
}

/**
 * Put what has the same key in order, and give it its ranks over n, at the places that {@link findEqual} found; returns how many
 * moves that took, more than `most` when it was left.
 */
export function settle(
  row: usize,
  out: usize,
  entries: usize,
  n: i32,
  list: usize,
  found: i32,
  most: i32,
): i32 {
  let moves = 0;
  let done = 0;
  for (let k = 0; k < found; k++) {
    const first = load<i32>(list + ((<usize>k) << 2));
    for (let i = max(first, done); i < min(first + 8, n - 1); i++) {
      if (!Entry.isNext(entries, i)) continue;
      let end = i + 2;
      while (end < n && Entry.isNext(entries, end - 1)) end++;
      moves += insertEntries(row, entries, i, end);
      if (moves > most) return moves;
      rankEntries(row, out, entries, i, end, n);
      done = end;
      i = end - 1;
    }
  }
  return moves;
}

/** Put some entries in the order of their values; returns how many moves that took. */
function insertEntries(row: usize, entries: usize, from: i32, to: i32): i32 {
  let moves = 0;
  for (let i = from + 1; i < to; i++) {
    const entry = load<u32>(entries + ((<usize>i) << 2));
    const value = f64.load(row + Entry.place(entry));
    let at = i;
    for (; at > from && Entry.value(row, entries, at - 1) > value; at--) {
      store<u32>(entries + ((<usize>at) << 2), load<u32>(entries + ((<usize>(at - 1)) << 2)));
    }
    store<u32>(entries + ((<usize>at) << 2), entry);
    moves += i - at;
  }
  return moves;
}

function rankEntries(row: usize, out: usize, entries: usize, from: i32, to: i32, n: i32): void {
  for (let i = from; i < to; ) {
    const value = Entry.value(row, entries, i);
    let end = i + 1;
    while (end < to && Entry.value(row, entries, end) === value) end++;
    const rank = <f64>(i + end + 1) / 2 / <f64>n;
    for (; i < end; i++) f64.store(out + Entry.place(load<u32>(entries + ((<usize>i) << 2))), rank);
  }
}

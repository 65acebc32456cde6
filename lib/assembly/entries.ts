// What stands for the values of a row while they are put in order: an entry (u32) for each column. It is a key and,
// below it, where the value stands in the row, in bytes.

export const KEY: i32 = 16;
const PLACE: u32 = (1 << KEY) - 1;
/** Wider rows have no room for their places. */
export const WIDEST: i32 = 1 << (KEY - 3);

/** Bytes of the entries of a row: whole pairs of vectors, and one more that is read beyond the last. */
export function entryBytes(width: i32): usize {
  return (<usize>((width + 15) & ~7)) << 2;
}

/** Has one of eight entries the key of the next one? */
export function hasEqualKeys(at: usize): bool {
  const first = v128.xor(v128.load(at), v128.load(at, 4));
  const second = v128.xor(v128.load(at, 16), v128.load(at, 20));
  return !i32x4.all_true(i32x4.shr_u(i32x4.min_u(first, second), KEY));
}

// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
export class Entry {
  /** Where the value stands in its row, in bytes. */
  @inline
  static place(entry: u32): usize {
    return <usize>(entry & PLACE);
  }

  @inline
  static value(row: usize, entries: usize, i: i32): f64 {
    return f64.load(row + Entry.place(load<u32>(entries + ((<usize>i) << 2))));
  }

  /** Has an entry the key of the next one? */
  @inline
  static isNext(entries: usize, i: i32): bool {
    const at = entries + ((<usize>i) << 2);
    return (load<u32>(at) ^ load<u32>(at, 4)) >> KEY === 0;
  }
}

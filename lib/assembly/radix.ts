import { Entry } from "./entries";

// A radix sort of entries by their keys, in two digits of 8 bits: counted together, then moved one after the other.

/** Bytes for the counts of one digit, then for where its next entry goes. */
const COUNTS: usize = 512;
const LOW: usize = memory.data(512, 16);
const HIGH: usize = memory.data(512, 16);

/** Put entries in order. `spare`: as many bytes, see `entryBytes`. */
export function orderEntries(entries: usize, width: i32, spare: usize): void {
  const end = orderByLowDigit(entries, width, spare);
  for (let at = spare; at < end; at += 4) Radix.moveHigh(at, entries);
}

/** The same, and what stands in a table for each place is stored for the column whose entry comes there. */
export function orderAndGive(entries: usize, width: i32, spare: usize, table: usize, out: usize): void {
  const end = orderByLowDigit(entries, width, spare);
  let at = spare;
  for (; at + 12 < end; at += 16) {
    Radix.give(at, entries, table, out);
    Radix.give(at + 4, entries, table, out);
    Radix.give(at + 8, entries, table, out);
    Radix.give(at + 12, entries, table, out);
  }
  for (; at < end; at += 4) Radix.give(at, entries, table, out);
}

/** Into the spare room; returns the end of the entries there. */
function orderByLowDigit(entries: usize, width: i32, spare: usize): usize {
  memory.fill(LOW, 0, COUNTS);
  memory.fill(HIGH, 0, COUNTS);
  const bytes = (<usize>width) << 2;
  const end = entries + bytes;
  let at = entries;
  for (; at + 12 < end; at += 16) {
    Radix.count(at);
    Radix.count(at + 4);
    Radix.count(at + 8);
    Radix.count(at + 12);
  }
  for (; at < end; at += 4) Radix.count(at);
  startDigits(LOW);
  startDigits(HIGH);
  for (at = entries; at + 12 < end; at += 16) {
    Radix.moveLow(at, spare);
    Radix.moveLow(at + 4, spare);
    Radix.moveLow(at + 8, spare);
    Radix.moveLow(at + 12, spare);
  }
  for (; at < end; at += 4) Radix.moveLow(at, spare);
  return spare + bytes;
}

/** Turn the counts of a digit into where its first entry goes, in bytes. */
function startDigits(counts: usize): void {
  const none = i16x8.splat(0);
  let before = none;
  for (let at = counts; at < counts + COUNTS; at += 16) {
    const own = i16x8.shl(v128.load(at), 2);
    let sum = i16x8.add(own, i16x8.shuffle(none, own, 7, 8, 9, 10, 11, 12, 13, 14));
    sum = i16x8.add(sum, i16x8.shuffle(none, sum, 6, 7, 8, 9, 10, 11, 12, 13));
    sum = i16x8.add(sum, i16x8.shuffle(none, sum, 4, 5, 6, 7, 8, 9, 10, 11));
    sum = i16x8.add(sum, before);
    v128.store(at, i16x8.sub(sum, own));
    before = i16x8.shuffle(sum, sum, 7, 7, 7, 7, 7, 7, 7, 7);
  }
}

// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Radix {
  @inline
  static count(at: usize): void {
    const entry = load<u32>(at);
    Radix.low(entry, 1);
    Radix.high(entry, 1);
  }

  @inline
  static moveLow(at: usize, to: usize): void {
    const entry = load<u32>(at);
    store<u32>(to + Radix.low(entry, 4), entry);
  }

  @inline
  static moveHigh(at: usize, to: usize): void {
    const entry = load<u32>(at);
    store<u32>(to + Radix.high(entry, 4), entry);
  }

  @inline
  static give(at: usize, to: usize, table: usize, out: usize): void {
    const entry = load<u32>(at);
    const place = Radix.high(entry, 4);
    store<u32>(to + place, entry);
    f64.store(out + Entry.place(entry), f64.load(table + (place << 1)));
  }

  /** Add to the count of an entry's low digit; returns what it was. */
  @inline
  static low(entry: u32, by: u32): usize {
    const digit = <usize>((entry >> 15) & 0x1fe);
    const before = load<u16>(digit, LOW);
    store<u16>(digit, <u16>(<u32>before + by), LOW);
    return <usize>before;
  }

  @inline
  static high(entry: u32, by: u32): usize {
    const digit = <usize>((entry >> 23) & 0x1fe);
    const before = load<u16>(digit, HIGH);
    store<u16>(digit, <u16>(<u32>before + by), HIGH);
    return <usize>before;
  }
}

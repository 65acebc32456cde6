import { Entry, entryBytes, WIDEST } from "./entries";
import { giveKeys, LAYOUTS, remember } from "./keys";
import { orderEntries } from "./radix";
import { findEqual, settle } from "./settle";
import { MOVES } from "./sort";

// Entries that were put in the order of their keys are moved once more, each to its group, which has its own stretch
// of them and of a table of ranks. A group's state are numbers (i32): where its stretch begins, in bytes; how many columns
// it has; where its next entry goes; how many values it has in the row at hand; of how many the table holds the ranks.

const STATE: usize = 24;
const SIZE: usize = 4;
const NEXT: usize = 8;
const COUNT: usize = 12;
const KNOWN: usize = 16;

/**
 * Average rank over count of each value of a row among its group; false when keys do not tell the values apart. `codes`:
 * the group of each column (i32), then where the state of its group lies after the first one (i32, in bytes), then the
 * states, of which the last one is for columns without a group. `list`: 4 bytes per column. `room`: that of `sort`.
 * `table`: 12 bytes per column, 48 per state and 96 more.
 */
export function rankGroupsByKeys(
  row: usize,
  width: i32,
  out: usize,
  codes: usize,
  groups: i32,
  list: usize,
  room: usize,
  table: usize,
): bool {
  if (width > WIDEST) return false;
  const places = codes + ((<usize>width) << 2);
  const states = places + ((<usize>width) << 2);
  const none = states + <usize>groups * STATE;
  const grouped = table + ((<usize>(width + 4 * (groups + 1))) << 3);
  for (let tries = 0; tries < LAYOUTS; tries++) {
    const n = giveKeys(row, width, room);
    orderEntries(room, width, room + entryBytes(width));
    for (let at = states; at <= none; at += STATE) begin(at);
    for (let i = n; i < width; i++) leaveOut(load<u32>(room + ((<usize>i) << 2)), out, places, states);
    for (let at = states; at <= none; at += STATE) {
      if (i32.load(at, COUNT) !== i32.load(at, KNOWN)) fillRanks(at, table, at === none);
    }
    giveRanks(room, n, out, places, states, grouped, table);
    if (settleGroups(row, out, grouped, n, states, none, list)) return true;
  }
  return false;
}

/** The table of ranks was overwritten. */
export function forgetGroups(width: i32, codes: usize, groups: i32): void {
  const states = codes + ((<usize>width) << 3);
  for (let g = 0; g <= groups; g++) i32.store(states + <usize>g * STATE, -1, KNOWN);
}

/** A group begins anew, with as many values as it has columns. */
function begin(state: usize): void {
  i32.store(state, i32.load(state), NEXT);
  i32.store(state, i32.load(state, SIZE), COUNT);
}

/** The column of this entry misses its value. */
function leaveOut(entry: u32, out: usize, places: usize, states: usize): void {
  f64.store(out + Entry.place(entry), NaN);
  const state = Grouped.state(entry, places, states);
  i32.store(state, i32.load(state, COUNT) - 1, COUNT);
}

/** The rank over the number of values at each place of a group; missing for columns without one. */
function fillRanks(state: usize, table: usize, missing: bool): void {
  const n = i32.load(state, COUNT);
  const at = table + ((<usize>i32.load(state)) << 1);
  let rank = missing ? f64x2.splat(NaN) : f64x2(1, 2);
  for (let i = 0; i < n; i += 2) {
    v128.store(at + ((<usize>i) << 3), f64x2.div(rank, f64x2.splat(<f64>n)));
    rank = f64x2.add(rank, f64x2.splat(2));
  }
  i32.store(state, n, KNOWN);
}

/** Move entries to their groups and give their columns what the table holds for the place. */
function giveRanks(
  entries: usize,
  n: i32,
  out: usize,
  places: usize,
  states: usize,
  grouped: usize,
  table: usize,
): void {
  const end = entries + ((<usize>n) << 2);
  let at = entries;
  for (; at + 12 < end; at += 16) {
    Grouped.give(at, out, places, states, grouped, table);
    Grouped.give(at + 4, out, places, states, grouped, table);
    Grouped.give(at + 8, out, places, states, grouped, table);
    Grouped.give(at + 12, out, places, states, grouped, table);
  }
  for (; at < end; at += 4) Grouped.give(at, out, places, states, grouped, table);
}

/** Put what has the same key in order; false when that takes too many moves. */
function settleGroups(
  row: usize,
  out: usize,
  grouped: usize,
  n: i32,
  states: usize,
  none: usize,
  list: usize,
): bool {
  const most = n * MOVES;
  let moves = 0;
  for (let at = states; at < none && moves <= most; at += STATE) {
    const entries = grouped + <usize>i32.load(at);
    const count = i32.load(at, COUNT);
    const found = findEqual(entries, count, list);
    if (found > 0) moves += settle(row, out, entries, count, list, found, most);
  }
  remember(moves > most ? 2 * most : moves);
  return moves <= most;
}

// biome-ignore lint/complexity/noStaticOnlyClass: a decorator may stand on a method only
class Grouped {
  /** The state of the group of an entry's column. */
  @inline
  static state(entry: u32, places: usize, states: usize): usize {
    return states + <usize>i32.load(places + (Entry.place(entry) >> 1));
  }

  @inline
  static give(at: usize, out: usize, places: usize, states: usize, grouped: usize, table: usize): void {
    const entry = load<u32>(at);
    const state = Grouped.state(entry, places, states);
    const place = <usize>i32.load(state, NEXT);
    i32.store(state, <i32>place + 4, NEXT);
    store<u32>(grouped + place, entry);
    f64.store(out + Entry.place(entry), f64.load(table + (place << 1)));
  }
}

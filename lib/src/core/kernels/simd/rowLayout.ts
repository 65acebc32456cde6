import { START } from "./instance.js";
import { isConstant, type Place, type RowEntry } from "./rowStep.js";

/** Where the values of a program lie in the kernels' memory, in doubles. */
export interface RowLayout {
  /** The entries that the result needs, in order. */
  readonly used: readonly Place[];
  /** Where each entry's rows lie. */
  readonly places: Int32Array;
  /** Where each step's own room lies. */
  readonly rooms: Int32Array;
  readonly end: number;
}

/** Few places for many values: one is used again after its last reader, the one that was left last first. */
export function layOut(entries: readonly RowEntry[], result: Place, cells: number): RowLayout {
  const last = lastReaders(entries, result);
  const used = entries.map((_, k) => k).filter((k) => last[k] >= 0);
  const places = new Int32Array(entries.length);
  const rooms = new Int32Array(entries.length);
  const free: number[] = [];
  let end = START;
  const take = (doubles: number): number => {
    const at = end;
    // Kernels read and write pairs: with an odd number of cells the last one reaches beyond.
    end += doubles + 2 + (doubles % 2);
    return at;
  };
  for (const k of used) {
    const { step, inputs } = entries[k];
    const leave = () => {
      for (const input of new Set(inputs)) {
        if (last[input] === k && !isConstant(entries[input])) free.push(places[input]);
      }
    };
    if (step?.inPlace) leave();
    places[k] = isConstant(entries[k]) ? take(cells) : (free.pop() ?? take(cells));
    if (!step?.inPlace) leave();
    if (step?.room) rooms[k] = take(step.room(cells));
  }
  return { used, places, rooms, end };
}

/** The last entry that reads each, that of the result beyond all; −1 for what the result does not need. */
function lastReaders(entries: readonly RowEntry[], result: Place): Int32Array {
  const last = new Int32Array(entries.length).fill(-1);
  last[result] = entries.length;
  for (let k = result; k >= 0; k--) {
    if (last[k] < 0) continue;
    for (const input of entries[k].inputs) last[input] = Math.max(last[input], k);
  }
  return last;
}

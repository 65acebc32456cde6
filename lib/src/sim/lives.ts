import type { Random } from "../core/index.js";
import type { Ending } from "./contents.js";

export interface Lives {
  first: Int32Array;
  last: Int32Array;
  ending: Ending[];
  crashFrom: Int32Array;
  crashStep: Float64Array;
}

const LATE = 0.12;
const ACQUIRED = 0.07;
const FAILED = 0.03;

/**
 * When each name lists and delists, drawn beforehand and so independent of its returns: about 12 % list late,
 * 7 % are acquired, 3 % fail after a crash of 6 to 15 sessions. In a market of 20 names or more each of the
 * three happens at least once.
 */
export function drawLives(size: number, rows: number, random: Random): Lives {
  const order = random.shuffle(Array.from({ length: size }, (_, j) => j));
  const count = (share: number) => Math.max(size >= 20 ? 1 : 0, Math.round(share * size));
  const [acquired, failed, late] = [count(ACQUIRED), count(FAILED), count(LATE)];
  const lives: Lives = {
    first: new Int32Array(size),
    last: new Int32Array(size).fill(rows - 1),
    ending: new Array<Ending>(size).fill("listed"),
    crashFrom: new Int32Array(size).fill(rows),
    crashStep: new Float64Array(size),
  };
  for (const j of order.slice(0, acquired + failed)) {
    lives.last[j] = Math.floor(rows * (0.45 + 0.5 * random.uniform()));
    lives.ending[j] = "acquired";
  }
  for (const j of order.slice(0, failed)) {
    lives.ending[j] = "failed";
    lives.crashFrom[j] = Math.max(1, lives.last[j] - 5 - random.integer(10));
    lives.crashStep[j] = -0.08 - 0.12 * random.uniform();
  }
  // Late listings overlap with the endings from the back of the order, so that a few names do both.
  for (const j of order.slice(acquired).reverse().slice(0, late)) {
    lives.first[j] = Math.max(1, Math.floor(rows * (0.03 + 0.4 * random.uniform())));
  }
  return lives;
}

import { cents } from "./bars.js";
import type { Action } from "./contents.js";
import type { Universe } from "./universe.js";

/** Sessions between two ex-dates: a quarter. */
const QUARTER = 64;
/** Below this close a reverse split of 1:5 follows. */
const REVERSE_BELOW = 5;
const REVERSE_RATIO = 0.2;

/** What the board decides for name `j` before the open of `row`, knowing the last close; undefined on most days. */
export function actionBefore(
  universe: Universe,
  [row, j]: readonly [row: number, asset: number],
  lastClose: number,
): Pick<Action, "kind" | "value"> | undefined {
  const inCrash = row >= universe.crashFrom[j];
  if (universe.dividendYield[j] > 0 && !inCrash && (row - universe.firstExRow[j]) % QUARTER === 0) {
    return { kind: "dividend", value: cents((lastClose * universe.dividendYield[j]) / 4) };
  }
  if (lastClose > universe.splitAbove[j]) return { kind: "split", value: universe.splitRatio[j] };
  if (lastClose < REVERSE_BELOW && !inCrash) return { kind: "split", value: REVERSE_RATIO };
  return undefined;
}

import { fail, type Panel, SortedRow } from "../../core/index.js";

/** Twice the average rank must fit into two bytes. */
const MOST_NAMES = 32_767;

/** Twice the average rank of each value among those of its date, for some rows of a panel; 0 for a missing value. */
export function dateRanks(panel: Panel, rows: readonly number[]): Uint16Array {
  const width = panel.assets.length;
  if (width > MOST_NAMES) {
    fail("ic.correlation", `a market may have at most ${MOST_NAMES} symbols`, { received: width });
  }
  const row = new SortedRow(width);
  const ranks = new Float64Array(width);
  const out = new Uint16Array(rows.length * width);
  rows.forEach((i, k) => {
    row.sort(panel.row(i)).ranks(ranks);
    for (let j = 0; j < width; j++) if (ranks[j] > 0) out[k * width + j] = 2 * ranks[j];
  });
  return out;
}

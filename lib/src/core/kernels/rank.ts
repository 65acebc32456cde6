import { fail } from "../errors.js";

/**
 * Average ranks of a row: 1 for the smallest value, ties share the mean of their ranks.
 *
 * @param values the row; `NaN` (missing) gets rank `NaN` and does not count
 * @param out as long as `values`; may not be the same array
 * @returns how many values were ranked
 *
 * The same as `scipy.stats.rankdata(method="average", nan_policy="omit")`.
 */
export function rankInto(values: Float64Array, out: Float64Array): number {
  if (out.length !== values.length || out === values) {
    fail("core.rankInto", "out must be another array of the same length", { received: out.length });
  }
  const count = sortedPairs(values);
  const { keys, order } = scratch;
  out.fill(Number.NaN);
  let i = 0;
  while (i < count) {
    let j = i + 1;
    while (j < count && keys[j] === keys[i]) j++;
    const rank = (i + j + 1) / 2;
    for (let k = i; k < j; k++) out[order[k]] = rank;
    i = j;
  }
  return count;
}

let scratch = buffers(0);

function buffers(size: number) {
  return {
    keys: new Float64Array(size),
    order: new Int32Array(size),
    keys2: new Float64Array(size),
    order2: new Int32Array(size),
  };
}

/** Non-missing values of `values` in increasing order, with where each came from, left in `scratch`. */
function sortedPairs(values: Float64Array): number {
  if (scratch.keys.length < values.length) scratch = buffers(values.length);
  const { keys, order } = scratch;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isNaN(value)) {
      keys[count] = value;
      order[count++] = i;
    }
  }
  mergeSort(count);
  return count;
}

/** Bottom-up merge sort of the first `count` scratch pairs: stable, no comparator calls. */
function mergeSort(count: number): void {
  insertionRuns(count);
  for (let width = RUN; width < count; width *= 2) {
    mergePass(count, width);
    scratch = { keys: scratch.keys2, order: scratch.order2, keys2: scratch.keys, order2: scratch.order };
  }
}

const RUN = 8;

function insertionRuns(count: number): void {
  const { keys, order } = scratch;
  for (let start = 0; start < count; start += RUN) {
    const end = Math.min(start + RUN, count);
    for (let i = start + 1; i < end; i++) {
      const key = keys[i];
      const from = order[i];
      let j = i - 1;
      while (j >= start && keys[j] > key) {
        keys[j + 1] = keys[j];
        order[j + 1] = order[j];
        j--;
      }
      keys[j + 1] = key;
      order[j + 1] = from;
    }
  }
}

function mergePass(count: number, width: number): void {
  const { keys, order, keys2, order2 } = scratch;
  for (let start = 0; start < count; start += 2 * width) {
    const middle = Math.min(start + width, count);
    const end = Math.min(start + 2 * width, count);
    let left = start;
    let right = middle;
    for (let k = start; k < end; k++) {
      const takeLeft = left < middle && (right >= end || keys[left] <= keys[right]);
      const from = takeLeft ? left++ : right++;
      keys2[k] = keys[from];
      order2[k] = order[from];
    }
  }
}

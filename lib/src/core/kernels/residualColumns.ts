import { instanceFor, START } from "./simd/instance.js";

/** Doubles of an input copied into the compiled kernel's memory at a time: all of them stay in the second cache. */
const CHUNK = 8_192;

/**
 * What is left of x in each row of a row-major matrix after weighted least squares on an intercept per group and on
 * regressors. The cases of a row are the columns that have a group, a weight above 0, and no missing or infinite value;
 * the others are missing, and so is a row with no more cases than intercepts and regressors.
 *
 * The intercepts are taken out by centring inside the groups (Frisch–Waugh–Lovell), twice, the regressors by modified
 * Gram–Schmidt with a second pass: as stable as Householder's QR, no normal equations. Regressors are taken in their
 * order, and one of which less than 1e-12 of its length is left is dropped. Matrix libraries build objects for every
 * row and leave dependent columns to chance. The loop is lib/assembly/residual.ts.
 *
 * @param inputs x, weights, regressors …; one that has a single value is constant
 * @param codes group of each column, −1 for none
 */
export function residualColumns(
  inputs: readonly Float64Array[],
  codes: Int32Array,
  target: Float64Array,
): Float64Array {
  const columns = codes.length;
  const rows = target.length / columns;
  const count = inputs.length;
  const { order, ends } = byGroup(codes);
  const step = Math.min(rows, Math.max(1, Math.floor(CHUNK / columns)));
  const block = step * columns;
  const output = START + count * block;
  const [atInputs, atOrder, atEnds] = [
    output + block,
    output + block + count,
    output + block + count + columns,
  ];
  const room = atEnds + ends.length;
  const slots = columns + ends.length + 2;
  const { kernels, memory } = instanceFor(room + (count + 2) * slots + 2 * (ends.length + count));
  const integers = (at: number, values: ArrayLike<number>) =>
    new Int32Array(memory.buffer, at * 8, values.length).set(values);
  const constant = inputs.map((input) => input.length === 1);
  inputs.forEach((input, k) => {
    const start = START + k * block;
    integers(atInputs + k, [start * 8, constant[k] ? 0 : columns * 8]);
    if (constant[k]) memory.fill(input[0], start, start + columns);
  });
  integers(atOrder, order);
  integers(atEnds, ends);
  for (let row = 0; row < rows; row += step) {
    const n = Math.min(step, rows - row);
    const [from, end] = [row * columns, (row + n) * columns];
    inputs.forEach((input, k) => {
      if (!constant[k]) memory.set(input.subarray(from, end), START + k * block);
    });
    const places = [atOrder * 8, atEnds * 8, ends.length, room * 8] as const;
    kernels.residualRows(atInputs * 8, count, output * 8, n, columns, ...places);
    target.set(memory.subarray(output, output + end - from), from);
  }
  return target;
}

/** The columns that have a group, one group after another, and where each group ends. */
function byGroup(codes: Int32Array): { order: Int32Array; ends: Int32Array } {
  const order = Int32Array.from(codes.keys())
    .filter((column) => codes[column] >= 0)
    .sort((a, b) => codes[a] - codes[b] || a - b);
  const ends = new Int32Array(codes.reduce((most, code) => Math.max(most, code + 1), 0));
  order.forEach((column, i) => {
    ends[codes[column]] = i + 1;
  });
  for (let g = 1; g < ends.length; g++) ends[g] = Math.max(ends[g], ends[g - 1]);
  return { order, ends };
}

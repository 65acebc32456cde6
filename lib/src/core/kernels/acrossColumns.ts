import { instanceFor } from "./simd/instance.js";

/** x − mean; that over the sample standard deviation; x · to / Σ|x|; the mean. */
export type AcrossKind = (typeof KINDS)[number];

/** In the order of the kernel's numbers. */
const KINDS = ["demean", "zscore", "scale", "mean"] as const;

export interface AcrossOptions {
  readonly kind: AcrossKind;
  /** Group of each column, −1 for none (its values become missing). Default: all columns are one group. */
  readonly codes?: Int32Array;
  /** For `scale`: the sum of the absolute values. Default 1. */
  readonly to?: number;
}

/** Doubles copied into the compiled kernel's memory at a time: they and their results stay in the second cache. */
const CHUNK = 16_384;
/** Where the memory begins: the module's own low addresses stay free. */
const START = 128;

/**
 * Compare the values of each row of a row-major matrix with each other, within groups of columns if given. Missing
 * values do not count and stay missing; a standard deviation or a sum of 0 gives `NaN`. Two passes: the deviations are
 * squared after the mean is known. The loop is lib/assembly/across.ts.
 */
export function acrossColumns(
  source: Float64Array,
  columns: number,
  { kind, codes, to = 1 }: AcrossOptions,
  target: Float64Array,
): Float64Array {
  const rows = source.length / columns;
  const step = Math.max(1, Math.floor(CHUNK / columns));
  const groups = codes ? codes.reduce((most, code) => Math.max(most, code + 1), 0) : 0;
  const room = step * columns;
  const { kernels, memory } = instanceFor(START + 2 * room + columns + 3 * groups);
  const atCodes = START + 2 * room;
  if (codes) new Int32Array(memory.buffer, atCodes * 8, columns).set(codes);
  const number = KINDS.indexOf(kind);
  for (let row = 0; row < rows; row += step) {
    const count = Math.min(step, rows - row);
    const [from, end] = [row * columns, (row + count) * columns];
    memory.set(source.subarray(from, end), START);
    const whole = [START * 8, (START + room) * 8, count, columns] as const;
    if (codes) {
      kernels.acrossGroups(...whole, atCodes * 8, (atCodes + columns) * 8, groups, number, to);
    } else kernels.acrossRow(...whole, number, to);
    target.set(memory.subarray(START + room, START + room + end - from), from);
  }
  return target;
}

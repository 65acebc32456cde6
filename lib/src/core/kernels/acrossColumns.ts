import { runStep } from "./simd/rowProgram.js";
import type { RowStep } from "./simd/rowStep.js";

/** x − mean; that over the sample standard deviation; x · to / Σ|x|; the mean. */
export type AcrossKind = (typeof ACROSS_KINDS)[number];

/** In the order of the kernel's numbers. */
const ACROSS_KINDS = ["demean", "zscore", "scale", "mean"] as const;

export interface AcrossOptions {
  readonly kind: AcrossKind;
  /** Group of each column, −1 for none (its values become missing). Default: all columns are one group. */
  readonly codes?: Int32Array;
  /** For `scale`: the sum of the absolute values. Default 1. */
  readonly to?: number;
}

/**
 * Compare the values of each row of a row-major matrix with each other, within groups of columns if given. Missing
 * values do not count and stay missing; a standard deviation or a sum of 0 gives `NaN`. Two passes: the deviations are
 * squared after the mean is known. The loop is lib/assembly/across.ts.
 */
export function acrossColumns(
  source: Float64Array,
  columns: number,
  options: AcrossOptions,
  target: Float64Array,
): Float64Array {
  return runStep(acrossStep(columns, options), [source], columns, target);
}

/** Bytes that the kernel keeps of a group, see lib/assembly/acrossGroups.ts. */
const GROUP_BYTES = 48;

/** {@link acrossColumns} as a step of a program. */
export function acrossStep(columns: number, { kind, codes, to = 1 }: AcrossOptions): RowStep {
  const number = ACROSS_KINDS.indexOf(kind);
  if (!codes) {
    return {
      run: ({ kernels, inputs: [x], out, rows }) => kernels.acrossRow(x, out, rows, columns, number, to),
    };
  }
  // Columns without a group are in one of their own, after the others.
  const none = codes.reduce((most, code) => Math.max(most, code + 1), 0);
  const places = codes.map((code) => (code < 0 ? none : code) * GROUP_BYTES);
  const even = columns + (columns % 2);
  return {
    room: () => even + ((none + 1) * GROUP_BYTES) / 8,
    begin(memory, room) {
      new Int32Array(memory.buffer, room * 8, columns).set(places);
    },
    run: ({ kernels, inputs: [x], out, rows, room }) =>
      kernels.acrossGroups(x, out, rows, columns, room, room + even * 8, none + 1, number, to),
  };
}

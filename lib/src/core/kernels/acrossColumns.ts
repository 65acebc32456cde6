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

/** {@link acrossColumns} as a step of a program. */
export function acrossStep(columns: number, { kind, codes, to = 1 }: AcrossOptions): RowStep {
  const groups = codes ? codes.reduce((most, code) => Math.max(most, code + 1), 0) : 0;
  const number = ACROSS_KINDS.indexOf(kind);
  return {
    room: () => columns + 3 * groups,
    begin(memory, room) {
      if (codes) new Int32Array(memory.buffer, room * 8, columns).set(codes);
    },
    run({ kernels, inputs: [x], out, rows, room }) {
      if (!codes) kernels.acrossRow(x, out, rows, columns, number, to);
      else kernels.acrossGroups(x, out, rows, columns, room, room + columns * 8, groups, number, to);
    },
  };
}

import { runStep } from "./simd/rowProgram.js";
import type { RowStep } from "./simd/rowStep.js";

/**
 * `yes` where the condition is present and not 0, `no` where it is 0, missing where the condition is missing; an array
 * of one value stands for that constant. The loop is lib/assembly/elementwise.ts.
 */
export function choose(
  condition: Float64Array,
  { yes, no }: { readonly yes: Float64Array; readonly no: Float64Array },
  target: Float64Array,
): Float64Array {
  return runStep(chooseStep, [condition, yes, no], 1, target);
}

/** {@link choose} as a step of a program: the condition, yes, no. */
export const chooseStep: RowStep = {
  inPlace: true,
  run: ({ kernels, inputs: [condition, yes, no], out, cells }) =>
    kernels.choose(condition, yes, no, out, cells * 8),
};

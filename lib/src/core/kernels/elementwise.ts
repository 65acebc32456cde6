import { runStep } from "./simd/rowProgram.js";
import type { RowStep } from "./simd/rowStep.js";

/** What is computed of x and y, value by value; those from `neg` on read x only. */
export type ElementwiseKind = (typeof KINDS)[number];

/** In the order of the kernel's numbers. */
const KINDS = [
  "add",
  "sub",
  "mul",
  "div",
  "return",
  "logRatio",
  "larger",
  "smaller",
  "gt",
  "ge",
  "lt",
  "le",
  "eq",
  "mask",
  "fill",
  "neg",
  "abs",
  "sqrt",
  "sign",
  "log",
] as const;

/**
 * Combine two arrays value by value: x + y, x − y, x · y, x / y, x / y − 1 (`return`), ln(x / y), the larger, the
 * smaller; 1 or 0 by a comparison; x where y is present and not 0 (`mask`), x or else y (`fill`); −x, |x|, √x, the sign
 * of x; its natural logarithm.
 *
 * An array of one value stands for that constant. Missing where an input is (`fill`: where both are) and where the
 * result is not a finite number. Logarithms are within 0.52 units in the last place of the true ones, see
 * lib/assembly/log.ts. The loop is lib/assembly/elementwise.ts: with the copies in and out three times as fast as the
 * same loop in JavaScript.
 */
export function elementwise(
  kind: ElementwiseKind,
  inputs: readonly Float64Array[],
  target: Float64Array,
): Float64Array {
  return runStep(elementwiseStep(kind), inputs, 1, target);
}

/** {@link elementwise} as a step of a program. */
export function elementwiseStep(kind: ElementwiseKind): RowStep {
  const number = KINDS.indexOf(kind);
  return {
    inPlace: true,
    run: ({ kernels, inputs: [x, y = x], out, cells }) => kernels.elementwise(number, x, y, out, cells * 8),
  };
}

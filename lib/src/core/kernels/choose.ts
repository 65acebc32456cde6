import { inPairs } from "./simd/inPairs.js";

/**
 * `yes` where the condition is present and not 0, `no` where it is 0, missing where the condition is missing; an array
 * of one value stands for that constant. The loop is lib/assembly/elementwise.ts.
 */
export function choose(
  condition: Float64Array,
  { yes, no }: { readonly yes: Float64Array; readonly no: Float64Array },
  target: Float64Array,
): Float64Array {
  return inPairs([yes, no, condition], target, ({ kernels, x, y, z, out, bytes }) =>
    kernels.choose(z, x, y, out, bytes),
  );
}

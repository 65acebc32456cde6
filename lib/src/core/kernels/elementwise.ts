import { instanceFor } from "./simd/instance.js";

/** What is computed of x and y, value by value; the last four read x only. */
export type ElementwiseKind = (typeof KINDS)[number];

/** In the order of the kernel's numbers. */
const KINDS = [
  "add",
  "sub",
  "mul",
  "div",
  "return",
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
] as const;

/** Doubles copied into the compiled kernel's memory at a time: two inputs and a result stay in the second cache. */
const CHUNK = 8192;
/** Where the memory begins: the module's own low addresses stay free. */
const START = 128;

/**
 * Combine two arrays value by value: x + y, x − y, x · y, x / y, x / y − 1 (`return`), the larger, the smaller; 1 or 0
 * by a comparison; x where y is present and not 0 (`mask`), x or else y (`fill`); −x, |x|, √x, the sign of x.
 *
 * An array of one value stands for that constant. Missing where an input is (`fill`: where both are) and where the
 * result is not a finite number. The loop is lib/assembly/elementwise.ts: with the copies in and out three times as
 * fast as the same loop in JavaScript.
 */
export function elementwise(
  kind: ElementwiseKind,
  [x, y = x]: readonly Float64Array[],
  target: Float64Array,
): Float64Array {
  const { kernels, memory } = instanceFor(START + 3 * CHUNK);
  const [atX, atY, atOut] = [START, START + CHUNK, START + 2 * CHUNK];
  const number = KINDS.indexOf(kind);
  const constantX = x.length === 1;
  const constantY = y.length === 1;
  if (constantX) memory.fill(x[0], atX, atX + CHUNK);
  if (constantY) memory.fill(y[0], atY, atY + CHUNK);
  const second = y === x ? atX : atY;
  for (let from = 0; from < target.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, target.length);
    if (!constantX) memory.set(x.subarray(from, to), atX);
    if (!constantY && second === atY) memory.set(y.subarray(from, to), atY);
    kernels.elementwise(number, atX * 8, second * 8, atOut * 8, (to - from) * 8);
    target.set(memory.subarray(atOut, atOut + to - from), from);
  }
  return target;
}

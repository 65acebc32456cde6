import { runStep } from "./simd/rowProgram.js";
import type { RowChunk, RowStep } from "./simd/rowStep.js";

/**
 * x^y value by value, or with `signed` sign(x) · |x|^y; an array of one value stands for that constant. Missing where
 * an input is and where the result is not a finite real number.
 *
 * By fdlibm's algorithm, within 0.7 units in the last place of the true power (`**` in V8: 0.5); x⁰, x¹ and x² are exact.
 * Where that algorithm branches (a negative, subnormal or extreme number) the value is that of `**`. The loop is
 * lib/assembly/elementwise.ts: twice as fast.
 */
export function powers(
  inputs: readonly Float64Array[],
  { signed }: { signed: boolean },
  target: Float64Array,
): Float64Array {
  return runStep(powersStep({ signed }), inputs, 1, target);
}

/** {@link powers} as a step of a program. */
export function powersStep({ signed }: { signed: boolean }): RowStep {
  return {
    // A number (i32) per value, and one more.
    room: (cells) => Math.ceil(cells / 2) + 1,
    run(chunk) {
      const { kernels, inputs, out, cells, room } = chunk;
      const left = kernels.powers(inputs[0], inputs[1], out, cells * 8, signed, room);
      if (left > 0) oneByOne(chunk, left, signed);
    },
  };
}

function oneByOne(
  { memory, inputs: [x, y], out, cells, room }: RowChunk,
  left: number,
  signed: boolean,
): void {
  const places = new Int32Array(memory.buffer, room, left);
  for (const place of places) {
    // The last pair of an odd number of values has a stale one.
    if (place >= cells) continue;
    const [a, b] = [memory[x / 8 + place], memory[y / 8 + place]];
    const value = signed ? Math.sign(a) * Math.abs(a) ** b : a ** b;
    memory[out / 8 + place] = Number.isFinite(value) ? value : Number.NaN;
  }
}

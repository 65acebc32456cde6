import { instanceFor, type Kernels } from "./instance.js";

/** Some values of the inputs in the module's memory, and where their results go: addresses. */
export interface PairChunk {
  readonly kernels: Kernels;
  readonly x: number;
  readonly y: number;
  /** The third input, or room for a number (i32) per value. */
  readonly z: number;
  readonly out: number;
  /** Of each. */
  readonly bytes: number;
  readonly memory: Float64Array;
  /** Place of the first of them in the whole arrays. */
  readonly from: number;
}

/** Doubles copied into the compiled kernel's memory at a time: the inputs and a result stay in the second cache. */
const CHUNK = 8192;
/** Where the memory begins: the module's own low addresses stay free. */
const START = 128;

/** Let a kernel work on up to three arrays value by value; an array of one value stands for that constant. */
export function inPairs(
  [x, y = x, z]: readonly Float64Array[],
  target: Float64Array,
  run: (chunk: PairChunk) => void,
): Float64Array {
  const [atX, atY, atOut, atZ] = [0, 1, 2, 3].map((k) => START + k * CHUNK);
  const { kernels, memory } = instanceFor(atZ + CHUNK);
  const second = y === x ? atX : atY;
  const moving: (readonly [Float64Array, number])[] = [];
  const bring = (input: Float64Array, at: number) => {
    if (input.length === 1) memory.fill(input[0], at, at + CHUNK);
    else moving.push([input, at]);
  };
  bring(x, atX);
  if (second === atY) bring(y, atY);
  if (z) bring(z, atZ);
  const places = { kernels, memory, x: atX * 8, y: second * 8, z: atZ * 8, out: atOut * 8 };
  for (let from = 0; from < target.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, target.length);
    for (const [input, at] of moving) memory.set(input.subarray(from, to), at);
    run({ ...places, bytes: (to - from) * 8, from });
    target.set(memory.subarray(atOut, atOut + to - from), from);
  }
  return target;
}

import { instanceFor, type Kernels } from "./instance.js";

/** Some values of both inputs in the module's memory, and where their results go: addresses. */
export interface PairChunk {
  readonly kernels: Kernels;
  readonly x: number;
  readonly y: number;
  readonly out: number;
  /** Of each. */
  readonly bytes: number;
  /** Room for a number (i32) per value. */
  readonly list: number;
  readonly memory: Float64Array;
  /** Place of the first of them in the whole arrays. */
  readonly from: number;
}

/** Doubles copied into the compiled kernel's memory at a time: two inputs and a result stay in the second cache. */
const CHUNK = 8192;
/** Where the memory begins: the module's own low addresses stay free. */
const START = 128;

/** Let a kernel work on two arrays value by value; an array of one value stands for that constant. */
export function inPairs(
  [x, y = x]: readonly Float64Array[],
  target: Float64Array,
  run: (chunk: PairChunk) => void,
): Float64Array {
  const [atX, atY, atOut, list] = [0, 1, 2, 3].map((k) => START + k * CHUNK);
  const { kernels, memory } = instanceFor(list + CHUNK / 2 + 1);
  const constantX = x.length === 1;
  const constantY = y.length === 1;
  if (constantX) memory.fill(x[0], atX, atX + CHUNK);
  if (constantY) memory.fill(y[0], atY, atY + CHUNK);
  const second = y === x ? atX : atY;
  const places = { kernels, memory, x: atX * 8, y: second * 8, out: atOut * 8, list: list * 8 };
  for (let from = 0; from < target.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, target.length);
    if (!constantX) memory.set(x.subarray(from, to), atX);
    if (!constantY && second === atY) memory.set(y.subarray(from, to), atY);
    run({ ...places, bytes: (to - from) * 8, from });
    target.set(memory.subarray(atOut, atOut + to - from), from);
  }
  return target;
}

/** Doubles as base64 of their bytes: read some fifty times faster than decimal numbers, to the bit. */
export function packedDoubles(values: Float64Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64");
}

/** The `length` doubles of a text; undefined when it holds another number of them. */
export function unpackedDoubles(text: string, length: number): Float64Array | undefined {
  const values = freshDoubles(length);
  if (text.length !== 4 * Math.ceil(values.byteLength / 3)) return undefined;
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return bytes.write(text, "base64") === bytes.length ? values : undefined;
}

/** Doubles of a shared buffer: many small buffers would keep the garbage collector busy. */
function freshDoubles(length: number): Float64Array {
  if (pool.length - taken < length) {
    pool = new Float64Array(Math.max(length, POOL));
    taken = 0;
  }
  taken += length;
  return pool.subarray(taken - length, taken);
}

const POOL = 1 << 17;
let pool = new Float64Array(0);
let taken = 0;

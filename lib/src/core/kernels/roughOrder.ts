/** Digits of the radix sort: two of this many bits each. */
const BITS = 10;
const DIGITS = 1 << BITS;
const MASK = DIGITS - 1;

/** Which half of a double's memory holds sign, exponent and leading fraction bits. */
const HIGH_WORD = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * The order of finite numbers by the leading 20 bits of their binary form: sign, exponent and 8 bits of the fraction.
 * Two passes of a radix sort (least significant digit first, stable), no comparison, O(n). What is left to do is
 * to order the few neighbours that share these bits. -0 must be given as 0.
 */
export class RoughOrder {
  private readonly keys: Uint32Array;
  private readonly half: Int32Array;
  private readonly order: Int32Array;
  private readonly low = new Int32Array(DIGITS);
  private readonly high = new Int32Array(DIGITS);

  constructor(capacity: number) {
    this.keys = new Uint32Array(capacity);
    this.half = new Int32Array(capacity);
    this.order = new Int32Array(capacity);
  }

  /** Positions of the first `n` values in rough order. Valid until the next call. */
  of(values: Float64Array, n: number): Int32Array {
    const { keys, half, order, low, high } = this;
    const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
    low.fill(0);
    high.fill(0);
    for (let i = 0; i < n; i++) {
      const word = words[2 * i + HIGH_WORD];
      // Negative numbers grow downwards: turn all their bits; set the sign bit of the others.
      const key = (word ^ ((word >> 31) | 0x80000000)) >>> (32 - 2 * BITS);
      keys[i] = key;
      low[key & MASK]++;
      high[key >>> BITS]++;
    }
    toStarts(low);
    toStarts(high);
    for (let i = 0; i < n; i++) half[low[keys[i] & MASK]++] = i;
    for (let i = 0; i < n; i++) {
      const from = half[i];
      order[high[keys[from] >>> BITS]++] = from;
    }
    return order;
  }
}

/** Turn counts into the place of the first entry of each digit. */
function toStarts(counts: Int32Array): void {
  let start = 0;
  for (let digit = 0; digit < counts.length; digit++) {
    const count = counts[digit];
    counts[digit] = start;
    start += count;
  }
}

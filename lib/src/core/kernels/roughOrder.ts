/** Digits of the radix sort: two of this many bits each. */
const BITS = 10;
const DIGITS = 1 << BITS;
const MASK = DIGITS - 1;

/** Which half of a double's memory holds sign, exponent and leading fraction bits. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
const LOW = 1 - HIGH;

/**
 * The order of finite numbers by the 20 leading bits in which they differ: what all share (often sign and exponent)
 * is left out. Two passes of a radix sort (least significant digit first, stable), no comparison, O(n). What is
 * left to do is to order the neighbours that share these bits, few unless the sizes are very uneven. -0 must be
 * given as 0.
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
    this.countDigits(values, n);
    toStarts(low);
    toStarts(high);
    for (let i = 0; i < n; i++) half[low[keys[i] & MASK]++] = i;
    for (let i = 0; i < n; i++) {
      const from = half[i];
      order[high[keys[from] >>> BITS]++] = from;
    }
    return order;
  }

  /** Fill `keys` with the 20 bits of each value and count their two digits. */
  private countDigits(values: Float64Array, n: number): void {
    const { keys, low, high } = this;
    const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
    let differing = 0;
    for (let i = 1; i < n; i++) differing |= words[2 * i + HIGH] ^ words[HIGH];
    const shared = Math.clz32(differing);
    low.fill(0);
    high.fill(0);
    for (let i = 0; i < n; i++) {
      const word = words[2 * i + HIGH];
      // Negative numbers grow downwards: turn all their bits; set the sign bit of the others.
      const flip = word >> 31;
      const upper = word ^ (flip | 0x80000000);
      const lower = words[2 * i + LOW] ^ flip;
      const key = leading(upper, lower, shared) >>> (32 - 2 * BITS);
      keys[i] = key;
      low[key & MASK]++;
      high[key >>> BITS]++;
    }
  }
}

/** 32 bits of a 64-bit number, from bit `skip` (0 … 32) on, counted from the top. */
function leading(upper: number, lower: number, skip: number): number {
  if (skip === 0) return upper;
  return skip === 32 ? lower : (upper << skip) | (lower >>> (32 - skip));
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

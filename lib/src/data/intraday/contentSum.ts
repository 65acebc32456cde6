import { sha256 } from "../../core/index.js";

const SCRAMBLE = [0xcc9e2d51, 0x1b873593, 0x239b961b, 0xab0e9789] as const;

/**
 * A sum over the rows of a table that tells two contents apart and does not depend on the order of rows: the content in pieces
 * has the sum of its pieces. Each row is hashed to 64 bits (the mixing of MurmurHash3 over the bits of its numbers, begun from
 * its symbol); sums are taken modulo 2^32. It finds errors, not forgers: files have a SHA-256 of their own.
 */
export class ContentSum {
  #a = 0;
  #b = 0;
  #rows = 0;

  constructor(start = "") {
    if (start === "") return;
    const [a, b, rows] = start.split("-");
    this.#a = Number.parseInt(a, 16);
    this.#b = Number.parseInt(b, 16);
    this.#rows = Number(rows);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Add the rows `from` … `to` − 1 of columns of doubles. */
  add(seed: SymbolSeed, columns: readonly Float64Array[], { from, to }: { from: number; to: number }): void {
    const words = columns.map(
      (column) => new Uint32Array(column.buffer, column.byteOffset, 2 * column.length),
    );
    const [c1, c2, c3, c4] = SCRAMBLE;
    let [sumA, sumB] = [this.#a, this.#b];
    for (let i = from; i < to; i++) {
      let { a, b } = seed;
      for (let c = 0; c < words.length; c++) {
        const low = words[c][2 * i];
        const high = words[c][2 * i + 1];
        let k = Math.imul(low ^ Math.imul(high, c3), c1);
        k = Math.imul((k << 15) | (k >>> 17), c2);
        a = Math.imul(((a ^ k) << 13) | ((a ^ k) >>> 19), 5) + 0xe6546b64;
        k = Math.imul(high ^ Math.imul(low, c4), c2);
        k = Math.imul((k << 16) | (k >>> 16), c3);
        b = Math.imul(((b ^ k) << 17) | ((b ^ k) >>> 15), 5) + 0x561ccd1b;
      }
      sumA = (sumA + finished(a)) >>> 0;
      sumB = (sumB + finished(b)) >>> 0;
    }
    this.#a = sumA;
    this.#b = sumB;
    this.#rows += to - from;
  }

  /** Add what another sum has seen. */
  join(other: ContentSum): void {
    this.#a = (this.#a + other.#a) >>> 0;
    this.#b = (this.#b + other.#b) >>> 0;
    this.#rows += other.#rows;
  }

  /** Take away rows that another sum has seen. */
  less(other: ContentSum): void {
    this.#a = (this.#a - other.#a) >>> 0;
    this.#b = (this.#b - other.#b) >>> 0;
    this.#rows -= other.#rows;
  }

  /** The sum as text, from which it can be continued. */
  toString(): string {
    const hex = (n: number) => n.toString(16).padStart(8, "0");
    return `${hex(this.#a)}-${hex(this.#b)}-${this.#rows}`;
  }
}

/** Where the hash of a row begins. */
export interface SymbolSeed {
  readonly a: number;
  readonly b: number;
}

export function seedOf(symbol: string): SymbolSeed {
  const hash = sha256(symbol);
  return { a: Number.parseInt(hash.slice(0, 8), 16) | 0, b: Number.parseInt(hash.slice(8, 16), 16) | 0 };
}

function finished(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

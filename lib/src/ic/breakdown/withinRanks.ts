/**
 * Ranks within groups out of average ranks among all names, date after date: by counting, nothing is sorted. Buffers
 * are reused.
 */
export class WithinRanks {
  /** Per group: squared deviations of the ranks from their mean, of the date taken last. */
  readonly squares: Float64Array;
  private readonly order: Int32Array;
  private readonly counts: Int32Array;
  private readonly seen: Int32Array;
  /** Per group: rank among all of the last name, and rank within the group that its ties share. */
  private readonly last: Float64Array;
  private readonly shared: Float64Array;

  constructor(
    private readonly codes: Int32Array,
    groups: number,
  ) {
    this.squares = new Float64Array(groups);
    this.order = new Int32Array(codes.length);
    this.counts = new Int32Array(codes.length + 1);
    this.seen = new Int32Array(groups);
    this.last = new Float64Array(groups);
    this.shared = new Float64Array(groups);
  }

  /** Average ranks within its group of each name that has a rank and a group; the other columns stay as they were. */
  take(ranks: Float64Array, out: Float64Array): void {
    const n = this.orderBy(ranks);
    if (this.count(n, ranks, out)) this.shareTies(n, ranks, out);
    else for (let g = 0; g < this.seen.length; g++) this.squares[g] = squaresOf(this.seen[g]);
  }

  /** Columns in order of their ranks. Returns how many there are. */
  private orderBy(ranks: Float64Array): number {
    const { counts, order } = this;
    counts.fill(0);
    let n = 0;
    let tied = false;
    for (let j = 0; j < ranks.length; j++) {
      const rank = ranks[j];
      if (Number.isNaN(rank)) continue;
      // Ties share a rank, and no two ranks of one row have the same whole part.
      const slot = Math.floor(rank);
      if (counts[slot]++ === 0) order[slot - 1] = j;
      else tied = true;
      n++;
    }
    if (tied) this.orderTied(ranks);
    return n;
  }

  private orderTied(ranks: Float64Array): void {
    const { counts, order } = this;
    let before = 0;
    for (let k = 0; k < counts.length; k++) {
      const here = counts[k];
      counts[k] = before;
      before += here;
    }
    for (let j = 0; j < ranks.length; j++) {
      if (!Number.isNaN(ranks[j])) order[counts[Math.floor(ranks[j])]++] = j;
    }
  }

  /** Number the names of each group in order. Returns whether some of a group are tied. */
  private count(n: number, ranks: Float64Array, out: Float64Array): boolean {
    const { order, codes, seen, last } = this;
    seen.fill(0);
    last.fill(0);
    let tied = false;
    for (let k = 0; k < n; k++) {
      const j = order[k];
      const code = codes[j];
      if (code < 0) continue;
      const rank = ranks[j];
      if (rank === last[code]) tied = true;
      last[code] = rank;
      out[j] = ++seen[code];
    }
    return tied;
  }

  /** Give ties the mean of their numbers: each the lowest of its ties first, then the mean with the highest. */
  private shareTies(n: number, ranks: Float64Array, out: Float64Array): void {
    const { order, codes, seen, last, shared, squares } = this;
    last.fill(0);
    for (let k = 0; k < n; k++) {
      const j = order[k];
      const code = codes[j];
      if (code < 0) continue;
      if (ranks[j] !== last[code]) shared[code] = out[j];
      last[code] = ranks[j];
      out[j] = shared[code];
    }
    last.fill(0);
    squares.fill(0);
    const number = Int32Array.from(seen);
    for (let k = n - 1; k >= 0; k--) {
      const j = order[k];
      const code = codes[j];
      if (code < 0) continue;
      if (ranks[j] !== last[code]) shared[code] = number[code];
      number[code]--;
      last[code] = ranks[j];
      out[j] = (out[j] + shared[code]) / 2;
      squares[code] += (out[j] - (seen[code] + 1) / 2) ** 2;
    }
  }
}

/** Squared deviations of 1 … n from their mean. */
function squaresOf(n: number): number {
  return (n * (n * n - 1)) / 12;
}

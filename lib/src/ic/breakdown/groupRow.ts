/**
 * The names of one date, group by group, with their ranks within the group; buffers are reused from date to date.
 * Everything comes out of the ranks among all names, by counting: nothing is sorted.
 */
export class GroupRow {
  /** Columns of the names, the groups one after the other, each in increasing order of the factor. */
  readonly columns: Int32Array;
  /** Where each group starts in {@link columns}; one more entry for the end of the last. */
  readonly starts: Int32Array;
  /** Average ranks of factor and forward return within the name's group, at the name's column. */
  readonly factorRanks: Float64Array;
  readonly forwardRanks: Float64Array;
  private readonly next: Int32Array;
  private readonly byReturn: Int32Array;
  private readonly order: Int32Array;
  private readonly counts: Int32Array;

  constructor(
    private readonly codes: Int32Array,
    groups: number,
  ) {
    const width = codes.length;
    this.columns = new Int32Array(width);
    this.starts = new Int32Array(groups + 1);
    this.factorRanks = new Float64Array(width);
    this.forwardRanks = new Float64Array(width);
    this.next = new Int32Array(groups);
    this.byReturn = new Int32Array(width);
    this.order = new Int32Array(width);
    this.counts = new Int32Array(width + 1);
  }

  /** Take a date by the average ranks of its pairs, missing elsewhere. Returns how many pairs have no group. */
  take(factorRanks: Float64Array, forwardRanks: Float64Array): number {
    const n = this.orderBy(factorRanks);
    const without = this.layOut(n);
    this.scatter(n, this.columns);
    this.rankWithin(this.columns, factorRanks, this.factorRanks);
    this.orderBy(forwardRanks);
    this.scatter(n, this.byReturn);
    this.rankWithin(this.byReturn, forwardRanks, this.forwardRanks);
    return without;
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

  private layOut(n: number): number {
    const { starts, order, codes } = this;
    starts.fill(0);
    let without = 0;
    for (let k = 0; k < n; k++) {
      const code = codes[order[k]];
      if (code < 0) without++;
      else starts[code + 1]++;
    }
    for (let g = 1; g < starts.length; g++) starts[g] += starts[g - 1];
    return without;
  }

  /** The columns in order, group by group. */
  private scatter(n: number, to: Int32Array): void {
    const { next, starts, codes, order } = this;
    for (let g = 0; g < next.length; g++) next[g] = starts[g];
    for (let k = 0; k < n; k++) {
      const code = codes[order[k]];
      if (code >= 0) to[next[code]++] = order[k];
    }
  }

  private rankWithin(columns: Int32Array, ranks: Float64Array, out: Float64Array): void {
    const { starts } = this;
    for (let g = 0; g + 1 < starts.length; g++) {
      const end = starts[g + 1];
      for (let i = starts[g]; i < end; ) {
        let j = i + 1;
        while (j < end && ranks[columns[j]] === ranks[columns[i]]) j++;
        const rank = (i + j + 1) / 2 - starts[g];
        for (let k = i; k < j; k++) out[columns[k]] = rank;
        i = j;
      }
    }
  }
}

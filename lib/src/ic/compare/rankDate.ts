/** Row-major factors × factors. */
export interface MeanCorrelations {
  /** Mean over dates; `NaN` where no date has one, 1 on the diagonal. */
  readonly values: Float64Array;
  /** Dates behind each mean. */
  readonly dates: Int32Array;
}

/**
 * Adds up the rank correlations of all pairs of factors, date by date. Factors that cover the same names on a date are
 * standardised once and correlated by one sum of products; other pairs need the sums over their common names.
 */
export class RankDate {
  private readonly sums: Float64Array;
  private readonly dates: Int32Array;
  /** Ranks of the date less their mean, of unit length; 0 for a missing one. */
  private readonly scores: readonly Float64Array[];
  private readonly present: readonly Uint8Array[];

  constructor(
    private readonly factors: number,
    private readonly width: number,
    private readonly minNames: number,
  ) {
    this.sums = new Float64Array(factors * factors);
    this.dates = new Int32Array(factors * factors);
    this.scores = Array.from({ length: factors }, () => new Float64Array(width));
    this.present = Array.from({ length: factors }, () => new Uint8Array(width));
  }

  /** Add row `i` of the ranks of every factor, see `dateRanks`. */
  add(ranks: readonly Uint16Array[], i: number): void {
    const groups: number[][] = [];
    for (let f = 0; f < this.factors; f++) {
      if (!this.load(f, ranks[f].subarray(i * this.width, (i + 1) * this.width))) continue;
      const same = groups.find(([first]) => this.sameNames(first, f));
      if (same) same.push(f);
      else groups.push([f]);
    }
    groups.forEach((group, g) => {
      this.addWithin(group);
      for (let other = g + 1; other < groups.length; other++) this.addAcross(group, groups[other]);
    });
  }

  means(): MeanCorrelations {
    const { sums, dates, factors } = this;
    const values = new Float64Array(sums.length);
    for (let a = 0; a < factors; a++) {
      for (let b = 0; b < factors; b++) {
        const at = Math.min(a, b) * factors + Math.max(a, b);
        const to = a * factors + b;
        values[to] = a === b ? 1 : sums[at] / dates[at];
        dates[to] = dates[at];
      }
    }
    return { values, dates };
  }

  /** Standardise the ranks of factor `f`; false when there are too few or they are all tied. */
  private load(f: number, ranks: Uint16Array): boolean {
    const scores = this.scores[f];
    const present = this.present[f];
    let n = 0;
    for (let j = 0; j < ranks.length; j++) {
      present[j] = ranks[j] > 0 ? 1 : 0;
      n += present[j];
    }
    let squares = 0;
    for (let j = 0; j < ranks.length; j++) {
      scores[j] = present[j] * (ranks[j] - (n + 1));
      squares += scores[j] * scores[j];
    }
    if (n < this.minNames || squares === 0) return false;
    const scale = 1 / Math.sqrt(squares);
    for (let j = 0; j < ranks.length; j++) scores[j] *= scale;
    this.dates[f * this.factors + f]++;
    return true;
  }

  private sameNames(a: number, b: number): boolean {
    const x = this.present[a];
    const y = this.present[b];
    for (let j = 0; j < x.length; j++) if (x[j] !== y[j]) return false;
    return true;
  }

  private addWithin(group: readonly number[]): void {
    const { scores } = this;
    const last = group.length;
    for (let p = 0; p < last; p++) {
      const x = scores[group[p]];
      let q = p + 1;
      for (; q + 3 < last; q += 4) {
        const a = scores[group[q]];
        const b = scores[group[q + 1]];
        const c = scores[group[q + 2]];
        const d = scores[group[q + 3]];
        let xa = 0;
        let xb = 0;
        let xc = 0;
        let xd = 0;
        for (let j = 0; j < x.length; j++) {
          const value = x[j];
          xa += value * a[j];
          xb += value * b[j];
          xc += value * c[j];
          xd += value * d[j];
        }
        this.count(group[p], group[q], xa);
        this.count(group[p], group[q + 1], xb);
        this.count(group[p], group[q + 2], xc);
        this.count(group[p], group[q + 3], xd);
      }
      for (; q < last; q++) {
        const a = scores[group[q]];
        let xa = 0;
        for (let j = 0; j < x.length; j++) xa += x[j] * a[j];
        this.count(group[p], group[q], xa);
      }
    }
  }

  private addAcross(some: readonly number[], others: readonly number[]): void {
    for (const a of some) for (const b of others) this.count(a, b, this.common(a, b));
  }

  /** Correlation of the scores over the names that have both; `NaN` for too few or no variation. */
  private common(a: number, b: number): number {
    const x = this.scores[a];
    const y = this.scores[b];
    const inX = this.present[a];
    const inY = this.present[b];
    let n = 0;
    let sx = 0;
    let sy = 0;
    let sxx = 0;
    let syy = 0;
    let sxy = 0;
    for (let j = 0; j < x.length; j++) {
      if ((inX[j] & inY[j]) === 0) continue;
      n++;
      sx += x[j];
      sy += y[j];
      sxx += x[j] * x[j];
      syy += y[j] * y[j];
      sxy += x[j] * y[j];
    }
    if (n < this.minNames) return Number.NaN;
    const vx = sxx - (sx * sx) / n;
    const vy = syy - (sy * sy) / n;
    return vx > FLAT && vy > FLAT ? (sxy - (sx * sy) / n) / Math.sqrt(vx * vy) : Number.NaN;
  }

  private count(a: number, b: number, rho: number): void {
    if (Number.isNaN(rho)) return;
    const at = Math.min(a, b) * this.factors + Math.max(a, b);
    this.sums[at] += Math.max(-1, Math.min(1, rho));
    this.dates[at]++;
  }
}

/** Scores have unit length: a smaller sum of squares is rounding error of values that are all tied. */
const FLAT = 1e-12;

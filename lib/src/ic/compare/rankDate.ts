import { gram } from "./gram.js";

/** Row-major factors × factors. */
export interface MeanCorrelations {
  /** Mean over dates; `NaN` where no date has one, 1 on the diagonal. */
  readonly values: Float64Array;
  /** Dates behind each mean. */
  readonly dates: Int32Array;
}

/** Sums over the names that factor and group have in common. */
interface Shared {
  readonly n: Int32Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** Scores have unit length: a smaller sum of squares is rounding error of values that are all tied. */
const FLAT = 1e-12;

/**
 * Adds up the rank correlations of all pairs of factors, date by date. A missing rank has the score 0, so that one sum of
 * products per pair is enough; what else a correlation needs depends on one factor and on which names the other covers,
 * and factors that cover the same names share it.
 */
export class RankDate {
  private readonly sums: Float64Array;
  private readonly dates: Int32Array;
  /** Ranks of the date less their mean, of unit length; 0 for a missing one. */
  private readonly scores: readonly Float64Array[];
  private readonly present: readonly Uint8Array[];
  private readonly products: Float64Array;

  constructor(
    private readonly factors: number,
    private readonly width: number,
    private readonly minNames: number,
  ) {
    this.sums = new Float64Array(factors * factors);
    this.dates = new Int32Array(factors * factors);
    this.scores = Array.from({ length: factors }, () => new Float64Array(width));
    this.present = Array.from({ length: factors }, () => new Uint8Array(width));
    this.products = new Float64Array(factors * factors);
  }

  /** Add row `i` of the ranks of every factor, see `dateRanks`. */
  add(ranks: readonly Uint16Array[], i: number): void {
    const members: number[] = [];
    const groups: number[] = [];
    const groupOf: number[] = [];
    for (let f = 0; f < this.factors; f++) {
      if (!this.load(f, ranks[f].subarray(i * this.width, (i + 1) * this.width))) continue;
      members.push(f);
      const known = groups.findIndex((first) => this.sameNames(first, f));
      groupOf.push(known >= 0 ? known : groups.push(f) - 1);
    }
    gram(
      members.map((f) => this.scores[f]),
      this.products,
    );
    const shared = groups.length > 1 ? members.map((f) => this.shared(f, groups)) : [];
    for (let p = 0; p < members.length; p++) {
      for (let q = p + 1; q < members.length; q++) {
        const product = this.products[p * members.length + q];
        const rho =
          groupOf[p] === groupOf[q]
            ? product
            : this.correlate(product, shared[p], groupOf[q], shared[q], groupOf[p]);
        this.count(members[p], members[q], rho);
      }
    }
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

  /** Of factor `f`, what it has on the names of each group (`groups` are first members). */
  private shared(f: number, groups: readonly number[]): Shared {
    const scores = this.scores[f];
    const own = this.present[f];
    const n = new Int32Array(groups.length);
    const sums = new Float64Array(groups.length);
    const squares = new Float64Array(groups.length);
    for (let g = 0; g < groups.length; g++) {
      const others = this.present[groups[g]];
      let count = 0;
      let sum = 0;
      let square = 0;
      for (let j = 0; j < scores.length; j++) {
        const score = others[j] * scores[j];
        count += others[j] & own[j];
        sum += score;
        square += score * score;
      }
      n[g] = count;
      sums[g] = sum;
      squares[g] = square;
    }
    return { n, sums, squares };
  }

  /** Correlation over common names: of x on the names of y's group and the other way round. */
  private correlate(product: number, x: Shared, yGroup: number, y: Shared, xGroup: number): number {
    const n = x.n[yGroup];
    if (n < this.minNames) return Number.NaN;
    const sx = x.sums[yGroup];
    const sy = y.sums[xGroup];
    const vx = x.squares[yGroup] - (sx * sx) / n;
    const vy = y.squares[xGroup] - (sy * sy) / n;
    return vx > FLAT && vy > FLAT ? (product - (sx * sy) / n) / Math.sqrt(vx * vy) : Number.NaN;
  }

  private count(a: number, b: number, rho: number): void {
    if (Number.isNaN(rho)) return;
    const at = a * this.factors + b;
    this.sums[at] += Math.max(-1, Math.min(1, rho));
    this.dates[at]++;
  }
}

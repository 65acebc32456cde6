import { rankCorrelation, rankInto } from "../../core/index.js";
import type { FactorFrame } from "../factorFrame.js";
import type { GroupFactor } from "./groupFactor.js";
import { emptySeries, type GroupSeries } from "./groupSeriesData.js";
import { WithinRanks } from "./withinRanks.js";

/** Walk the dates of a frame by groups; a group needs `minNames` names on a date to have an IC. */
export function groupSeries(frame: FactorFrame, factor: GroupFactor, minNames: number): GroupSeries {
  const walk = new Walk(frame, factor, minNames);
  for (let i = 0; i < frame.time.length; i++) if (frame.names[i] > 0) walk.date(i);
  return walk.out;
}

class Walk {
  readonly out: GroupSeries;
  private readonly groups: number;
  private readonly width: number;
  private readonly row: WithinRanks;
  /** Per name of the date: rank of its return within the group; return less the group's mean, and the rank of that. */
  private readonly within: Float64Array;
  private readonly own: Float64Array;
  private readonly ownRanks: Float64Array;
  /** Per group: mean return, squares and products of deviations from group means, products of the ranks. */
  private readonly means: Float64Array;
  private readonly squares: Float64Array;
  private readonly products: Float64Array;
  private readonly rankProducts: Float64Array;
  /** Groups × (quantiles + 1): returns per bucket; 0 is "none". */
  private readonly inBucket: Float64Array;

  constructor(
    private readonly frame: FactorFrame,
    private readonly factor: GroupFactor,
    private readonly minNames: number,
  ) {
    const { codes, names } = factor.grouping;
    this.groups = names.length;
    this.width = frame.assets.length;
    this.row = new WithinRanks(codes, this.groups);
    this.within = new Float64Array(this.width);
    this.own = new Float64Array(this.width);
    this.ownRanks = new Float64Array(this.width);
    this.means = new Float64Array(this.groups);
    this.squares = new Float64Array(this.groups);
    this.products = new Float64Array(this.groups);
    this.rankProducts = new Float64Array(this.groups);
    this.inBucket = new Float64Array(this.groups * (frame.quantiles + 1));
    this.out = emptySeries(frame, this.groups);
  }

  date(i: number): void {
    const { frame, factor, width, groups, out } = this;
    factor.load(frame, i);
    this.row.take(frame.forwardRanks.subarray(i * width, (i + 1) * width), this.within);
    this.averages(i);
    this.deviations(i);
    for (let g = 0; g < groups; g++) this.group(i, g);
    this.neutral(i);
    out.ungrouped[i] = factor.ungrouped[i];
    out.alone[i] = factor.alone[i];
    const total = factor.between[i] + factor.inside[i];
    out.explained[i] = total > 0 ? factor.between[i] / total : Number.NaN;
  }

  /** Mean return of each group. */
  private averages(i: number): void {
    const { means, width, groups } = this;
    const { forward } = this.frame;
    const { grouping, names } = this.factor;
    const base = i * width;
    means.fill(0);
    for (let j = 0; j < width; j++) {
      const code = grouping.codes[j];
      const y = forward[base + j];
      if (code >= 0 && !Number.isNaN(y)) means[code] += y;
    }
    for (let g = 0; g < groups; g++) means[g] /= names[i * groups + g];
  }

  /** Squares and products by group, returns by bucket; the deviations from group means into `own`. */
  private deviations(i: number): void {
    const { means, squares, products, rankProducts, inBucket, own, within, width } = this;
    const { factor, forward, buckets, quantiles } = this.frame;
    const { codes } = this.factor.grouping;
    const { means: factorMeans, within: factorWithin } = this.factor;
    const [base, at, side] = [i * width, i * this.groups, quantiles + 1];
    squares.fill(0);
    products.fill(0);
    rankProducts.fill(0);
    inBucket.fill(0);
    for (let j = 0; j < width; j++) {
      const code = codes[j];
      const y = forward[base + j];
      own[j] = Number.NaN;
      if (code < 0 || Number.isNaN(y)) continue;
      const deviation = y - means[code];
      own[j] = deviation;
      squares[code] += deviation * deviation;
      products[code] += (factor[base + j] - factorMeans[at + code]) * deviation;
      rankProducts[code] += factorWithin[base + j] * within[j];
      inBucket[code * side + buckets[base + j]] += y;
    }
  }

  /** Correlations and quantile returns of a group. */
  private group(i: number, g: number): void {
    const { out, frame, factor, means, squares, products, inBucket } = this;
    const at = i * this.groups + g;
    const n = factor.names[at];
    out.names[at] = n;
    out.weights[at] = factor.weights[at];
    const [sxx, syy] = [factor.squares[at], squares[g]];
    const [rxx, ryy] = [factor.rankSquares[at], this.row.squares[g]];
    if (n >= this.minNames && rxx > 0 && ryy > 0) {
      // Ranks are multiples of ½: their products are exact, and nothing is lost by taking the mean out at the end.
      const rxy = this.rankProducts[g] - (n * (n + 1) * (n + 1)) / 4;
      out.rankIc[at] = rxy / Math.sqrt(rxx * ryy);
      if (varies(sxx, factor.means[at], n) && varies(syy, means[g], n)) {
        out.ic[at] = products[g] / Math.sqrt(sxx * syy);
      }
    }
    const side = frame.quantiles + 1;
    for (let q = 1; q < side; q++) {
      out.quantiles[at * (side - 1) + q - 1] = inBucket[g * side + q] / factor.inBucket[at * side + q];
    }
  }

  /** Over the names that are not alone in their group. */
  private neutral(i: number): void {
    const { frame, factor, out, own, ownRanks, width } = this;
    const syy = total(this.squares);
    const inside = factor.inside[i];
    if (inside > (factor.between[i] + inside) * FLAT && syy > 0) {
      out.neutralIc[i] = total(this.products) / Math.sqrt(inside * syy);
    }
    if (factor.alone[i] > 0) this.leaveOutAlone(i);
    rankInto(own, ownRanks);
    out.neutralRankIc[i] = rankCorrelation(factor.neutral.subarray(i * width, (i + 1) * width), ownRanks);
    out.adjustedRankIc[i] = rankCorrelation(factor.plainRanks(frame, i), ownRanks);
    this.neutralQuantiles(i);
  }

  private leaveOutAlone(i: number): void {
    const { own, groups, factor } = this;
    const { codes } = factor.grouping;
    for (let j = 0; j < own.length; j++) {
      if (codes[j] >= 0 && factor.names[i * groups + codes[j]] === 1) own[j] = Number.NaN;
    }
  }

  /** Per quantile: the returns less as often their group's mean. */
  private neutralQuantiles(i: number): void {
    const { frame, factor, groups, inBucket, means, out } = this;
    const side = frame.quantiles + 1;
    for (let q = 1; q < side; q++) {
      let sum = 0;
      let names = 0;
      for (let g = 0; g < groups; g++) {
        if (factor.names[i * groups + g] < 2) continue;
        const n = factor.inBucket[(i * groups + g) * side + q];
        sum += inBucket[g * side + q] - n * means[g];
        names += n;
      }
      out.neutralQuantiles[i * (side - 1) + q - 1] = sum / names;
    }
  }
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let g = 0; g < values.length; g++) sum += values[g];
  return sum;
}

/** Whether `n` values with these squared deviations from their mean differ by more than rounding. */
function varies(squares: number, mean: number, n: number): boolean {
  return squares > (squares + n * mean * mean) * FLAT;
}

/** As in `pearson`: squared deviations below this share of the squares are rounding error. */
const FLAT = 1e-30;

import { rankInto } from "../../core/index.js";
import type { FactorFrame } from "../factorFrame.js";
import type { Grouping } from "./grouping.js";
import { WithinRanks } from "./withinRanks.js";

/**
 * What groups make of a factor, date by date, without its forward returns. A date on which every name with a factor
 * value has a pair is the same at every horizon, and computed once.
 */
export class GroupFactor {
  /** Dates × assets: average rank within the group; undefined where there is no pair or no group. */
  readonly within: Float64Array;
  /** Dates × assets: average rank of the factor less its group's mean; `NaN` without a pair or a group, or alone in it. */
  readonly neutral: Float64Array;
  /** Dates × groups: names with a pair, mean of the factor, squared deviations from it, the same of its ranks. */
  readonly names: Int32Array;
  readonly means: Float64Array;
  readonly squares: Float64Array;
  readonly rankSquares: Float64Array;
  /** Dates × groups: net weight of the group in the demeaned factor portfolio of gross weight 1. */
  readonly weights: Float64Array;
  /** Dates × groups × (quantiles + 1): names per bucket; 0 is "none". */
  readonly inBucket: Int32Array;
  /** Per date: squared deviations from group means, and of these from the mean of all, once per name. */
  readonly inside: Float64Array;
  readonly between: Float64Array;
  readonly ungrouped: Int32Array;
  readonly alone: Int32Array;
  private readonly known: Uint8Array;
  private readonly own: Float64Array;
  private readonly row: WithinRanks;
  private plain: Float64Array | undefined;

  /** `counts`: names with a factor value per date; without it every date is computed anew. */
  constructor(
    { time, assets, quantiles }: FactorFrame,
    readonly grouping: Grouping,
    private readonly counts?: Int32Array,
  ) {
    const dates = time.length;
    const groups = grouping.names.length;
    this.within = new Float64Array(dates * assets.length);
    this.neutral = new Float64Array(dates * assets.length);
    this.names = new Int32Array(dates * groups);
    this.means = new Float64Array(dates * groups);
    this.squares = new Float64Array(dates * groups);
    this.rankSquares = new Float64Array(dates * groups);
    this.weights = new Float64Array(dates * groups);
    this.inBucket = new Int32Array(dates * groups * (quantiles + 1));
    this.inside = new Float64Array(dates);
    this.between = new Float64Array(dates);
    this.ungrouped = new Int32Array(dates);
    this.alone = new Int32Array(dates);
    this.known = new Uint8Array(dates);
    this.own = new Float64Array(assets.length);
    this.row = new WithinRanks(grouping.codes, groups);
  }

  /** Make date `i` of everything that of a frame. */
  load(frame: FactorFrame, i: number): void {
    const whole = frame.names[i] === this.counts?.[i];
    if (whole && this.known[i] === 1) return;
    this.known[i] = whole ? 1 : 0;
    const width = this.own.length;
    const [start, end] = [i * width, (i + 1) * width];
    this.averages(frame, i);
    this.deviations(frame, i);
    this.leaveOutAlone(i);
    this.row.take(frame.ranks.subarray(start, end), this.within.subarray(start, end));
    this.rankSquares.set(this.row.squares, i * this.grouping.names.length);
    rankInto(this.own, this.neutral.subarray(start, end));
    if (this.ungrouped[i] + this.alone[i] > 0) this.rankPlain(frame, i);
  }

  /** Ranks of the factor as it is among the names that are not alone; call after `load`. */
  plainRanks(frame: FactorFrame, i: number): Float64Array {
    const ranks = this.ungrouped[i] + this.alone[i] > 0 ? this.plain : undefined;
    return (ranks ?? frame.ranks).subarray(i * this.own.length, (i + 1) * this.own.length);
  }

  /** Names and mean of each group. */
  private averages({ factor }: FactorFrame, i: number): void {
    const { means, names, own } = this;
    const { codes } = this.grouping;
    const groups = this.grouping.names.length;
    const [base, at] = [i * own.length, i * groups];
    means.fill(0, at, at + groups);
    names.fill(0, at, at + groups);
    let without = 0;
    for (let j = 0; j < own.length; j++) {
      const x = factor[base + j];
      if (Number.isNaN(x)) continue;
      if (codes[j] < 0) {
        without++;
        continue;
      }
      means[at + codes[j]] += x;
      names[at + codes[j]]++;
    }
    for (let g = at; g < at + groups; g++) means[g] /= names[g];
    this.ungrouped[i] = without;
  }

  /** What lies between the groups and within them; the deviations from group means into `own`. */
  private deviations({ factor, buckets, quantiles }: FactorFrame, i: number): void {
    const { own, means, names, squares, weights, inBucket } = this;
    const { codes } = this.grouping;
    const groups = this.grouping.names.length;
    const [base, at, side] = [i * own.length, i * groups, quantiles + 1];
    const center = this.center(at);
    squares.fill(0, at, at + groups);
    inBucket.fill(0, at * side, (at + groups) * side);
    let gross = 0;
    for (let j = 0; j < own.length; j++) {
      const x = factor[base + j];
      own[j] = Number.NaN;
      if (codes[j] < 0 || Number.isNaN(x)) continue;
      const group = at + codes[j];
      const deviation = x - means[group];
      own[j] = deviation;
      squares[group] += deviation * deviation;
      inBucket[group * side + buckets[base + j]]++;
      gross += Math.abs(x - center);
    }
    this.inside[i] = 0;
    this.between[i] = 0;
    for (let g = at; g < at + groups; g++) {
      const off = names[g] > 0 ? means[g] - center : 0;
      weights[g] = (names[g] * off) / gross;
      this.inside[i] += squares[g];
      this.between[i] += names[g] * off * off;
    }
  }

  /** Mean of the factor over the names that have a group. */
  private center(at: number): number {
    let total = 0;
    let n = 0;
    for (let g = at; g < at + this.grouping.names.length; g++) {
      if (this.names[g] > 0) total += this.means[g] * this.names[g];
      n += this.names[g];
    }
    return total / n;
  }

  /** A name alone in its group takes no part in the neutral figures. */
  private leaveOutAlone(i: number): void {
    const { own, names, grouping } = this;
    const at = i * grouping.names.length;
    let alone = 0;
    for (let g = 0; g < grouping.names.length; g++) if (names[at + g] === 1) alone++;
    this.alone[i] = alone;
    for (let j = 0; j < own.length && alone > 0; j++) {
      if (!Number.isNaN(own[j]) && names[at + grouping.codes[j]] === 1) own[j] = Number.NaN;
    }
  }

  private rankPlain({ factor }: FactorFrame, i: number): void {
    const { own } = this;
    const base = i * own.length;
    for (let j = 0; j < own.length; j++) if (!Number.isNaN(own[j])) own[j] = factor[base + j];
    this.plain ??= new Float64Array(this.neutral.length);
    rankInto(own, this.plain.subarray(base, base + own.length));
  }
}

import { rankCorrelation, rankInto } from "../../core/index.js";
import type { FactorFrame } from "../factorFrame.js";
import type { Grouping } from "./grouping.js";
import { GroupRow } from "./groupRow.js";
import { emptySeries, type GroupSeries } from "./groupSeriesData.js";

/** Walk the dates of a frame group by group; a group needs `minNames` names on a date to have an IC. */
export function groupSeries(frame: FactorFrame, grouping: Grouping, minNames: number): GroupSeries {
  const walk = new Walk(frame, grouping, minNames);
  for (let i = 0; i < frame.time.length; i++) if (frame.names[i] > 0) walk.date(i);
  return walk.out;
}

/** Over the groups of one date. */
interface Sums {
  /** Of absolute deviations of the factor from its mean. */
  gross: number;
  /** Squared deviations of group means from the mean of all, once per name. */
  between: number;
  /** Squares and products of deviations from group means. */
  sxx: number;
  syy: number;
  sxy: number;
}

class Walk {
  readonly out: GroupSeries;
  private readonly row: GroupRow;
  private readonly groups: number;
  private readonly width: number;
  private readonly factor: Float64Array;
  private readonly forward: Float64Array;
  private readonly factorRanks: Float64Array;
  private readonly forwardRanks: Float64Array;
  private readonly inBucket: Float64Array;

  constructor(
    private readonly frame: FactorFrame,
    grouping: Grouping,
    private readonly minNames: number,
  ) {
    this.groups = grouping.names.length;
    this.width = frame.assets.length;
    this.row = new GroupRow(grouping.codes, this.groups);
    this.factor = new Float64Array(this.width);
    this.forward = new Float64Array(this.width);
    this.factorRanks = new Float64Array(this.width);
    this.forwardRanks = new Float64Array(this.width);
    this.inBucket = new Float64Array(frame.quantiles + 1);
    this.out = emptySeries(frame, this.groups);
  }

  date(i: number): void {
    const { frame, row, width, out } = this;
    const start = i * width;
    const end = start + width;
    const ranks = frame.ranks.subarray(start, end);
    out.ungrouped[i] = row.take(ranks, frame.forwardRanks.subarray(start, end));
    this.factor.fill(Number.NaN);
    this.forward.fill(Number.NaN);
    const center = this.center(start);
    const sums: Sums = { gross: 0, between: 0, sxx: 0, syy: 0, sxy: 0 };
    for (let g = 0; g < this.groups; g++) this.group(i, g, { center, sums });
    for (let g = 0; g < this.groups; g++) out.weights[i * this.groups + g] /= sums.gross;
    const { sxx, syy, sxy, between } = sums;
    const total = between + sxx;
    out.explained[i] = total > 0 ? between / total : Number.NaN;
    if (sxx > total * FLAT && syy > 0) out.neutralIc[i] = sxy / Math.sqrt(sxx * syy);
    this.neutral(i, ranks);
  }

  /** Mean of the factor over the names that have a group. */
  private center(start: number): number {
    const { columns, starts } = this.row;
    const n = starts[this.groups];
    let total = 0;
    for (let k = 0; k < n; k++) total += this.frame.factor[start + columns[k]];
    return total / n;
  }

  private group(i: number, g: number, { center, sums }: { center: number; sums: Sums }): void {
    const { out, row } = this;
    const { columns, starts, factorRanks, forwardRanks } = row;
    const { factor, forward } = this.frame;
    const [start, end] = [starts[g], starts[g + 1]];
    const base = i * this.width;
    const n = end - start;
    const at = i * this.groups + g;
    out.names[at] = n;
    out.weights[at] = 0;
    if (n === 0) return;
    let meanX = 0;
    let meanY = 0;
    for (let k = start; k < end; k++) {
      meanX += factor[base + columns[k]];
      meanY += forward[base + columns[k]];
    }
    meanX /= n;
    meanY /= n;
    const middle = (n + 1) / 2;
    const ownFactor = this.factor;
    const ownForward = this.forward;
    let sxx = 0;
    let syy = 0;
    let sxy = 0;
    let rxx = 0;
    let ryy = 0;
    let rxy = 0;
    let sizeX = 0;
    let sizeY = 0;
    let gross = 0;
    for (let k = start; k < end; k++) {
      const j = columns[k];
      const x = factor[base + j];
      const y = forward[base + j];
      const dx = x - meanX;
      const dy = y - meanY;
      const rx = factorRanks[j] - middle;
      const ry = forwardRanks[j] - middle;
      sxx += dx * dx;
      syy += dy * dy;
      sxy += dx * dy;
      rxx += rx * rx;
      ryy += ry * ry;
      rxy += rx * ry;
      sizeX += x * x;
      sizeY += y * y;
      gross += Math.abs(x - center);
      ownFactor[j] = dx;
      ownForward[j] = dy;
    }
    const off = meanX - center;
    out.weights[at] = n * off;
    sums.gross += gross;
    sums.between += n * off * off;
    sums.sxx += sxx;
    sums.syy += syy;
    sums.sxy += sxy;
    if (n === 1) this.leaveOut(i, columns[start]);
    if (n >= this.minNames && rxx > 0 && ryy > 0) {
      out.rankIc[at] = rxy / Math.sqrt(rxx * ryy);
      if (sxx > sizeX * FLAT && syy > sizeY * FLAT) out.ic[at] = sxy / Math.sqrt(sxx * syy);
    }
    this.quantiles(i, g);
  }

  /** A name alone in its group takes no part in the neutral figures. */
  private leaveOut(i: number, column: number): void {
    this.out.alone[i]++;
    this.factor[column] = Number.NaN;
    this.forward[column] = Number.NaN;
  }

  private quantiles(i: number, g: number): void {
    const { inBucket, out, width, groups } = this;
    const { buckets, forward, quantiles } = this.frame;
    const { columns, starts } = this.row;
    const means = out.quantiles;
    const base = i * width;
    const to = (i * groups + g) * quantiles - 1;
    inBucket.fill(0);
    for (let k = starts[g]; k < starts[g + 1]; k++) {
      const bucket = buckets[base + columns[k]];
      if (bucket === 0) continue;
      if (inBucket[bucket]++ === 0) means[to + bucket] = 0;
      means[to + bucket] += forward[base + columns[k]];
    }
    for (let q = 1; q <= quantiles; q++) means[to + q] /= inBucket[q];
  }

  /** Correlations over the names that are not alone in their group. */
  private neutral(i: number, ranks: Float64Array): void {
    const { factor, forward, out, frame } = this;
    rankInto(factor, this.factorRanks);
    rankInto(forward, this.forwardRanks);
    out.neutralRankIc[i] = rankCorrelation(this.factorRanks, this.forwardRanks);
    out.adjustedRankIc[i] = rankCorrelation(this.plainRanks(i, ranks), this.forwardRanks);
    this.neutralQuantiles(i, frame.buckets.subarray(i * this.width, (i + 1) * this.width));
  }

  /** The ranks of the factor as it is among the names that count: those of the frame unless some do not. */
  private plainRanks(i: number, ranks: Float64Array): Float64Array {
    const { out, frame, factorRanks, factor, width } = this;
    if (out.ungrouped[i] + out.alone[i] === 0) return ranks;
    for (let j = 0; j < width; j++) if (!Number.isNaN(factor[j])) factor[j] = frame.factor[i * width + j];
    rankInto(factor, factorRanks);
    return factorRanks;
  }

  private neutralQuantiles(i: number, buckets: Int8Array): void {
    const { inBucket, forward, out, frame } = this;
    const to = i * frame.quantiles - 1;
    inBucket.fill(0);
    for (let j = 0; j < buckets.length; j++) {
      const bucket = buckets[j];
      if (bucket === 0 || Number.isNaN(forward[j])) continue;
      if (inBucket[bucket]++ === 0) out.neutralQuantiles[to + bucket] = 0;
      out.neutralQuantiles[to + bucket] += forward[j];
    }
    for (let q = 1; q <= frame.quantiles; q++) out.neutralQuantiles[to + q] /= inBucket[q];
  }
}

/** As in `pearson`: squared deviations below this share of the squares are rounding error. */
const FLAT = 1e-30;

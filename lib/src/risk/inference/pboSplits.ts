import type { TrialReturns } from "./pboTrials.js";

/** What each split shows, in the order of Python's `itertools.combinations` of the blocks in the sample. */
export interface Splits {
  /** The trial that is best in the sample, its position among the trials; the first of several equals. */
  readonly picked: Int32Array;
  /** Statistic of the picked trial in the sample and out of it. */
  readonly inSample: Float64Array;
  readonly outOfSample: Float64Array;
  /** Mean over all trials of the statistic out of the sample: what a pick at random expects. */
  readonly average: Float64Array;
  /** ln(ω / (1 − ω)), ω = rank of the pick out of the sample, average of ties, / (trials + 1). */
  readonly logits: Float64Array;
}

interface Cut {
  readonly blocks: number;
  /** Dates per block; the last blocks × rows dates are used. */
  readonly rows: number;
  readonly statistic: "sharpe" | "mean";
  /** What a statistic per period is multiplied with. */
  readonly scale: number;
}

/** Measure all splits from sums per block: no return is read twice. */
export function measureSplits(trials: TrialReturns, cut: Cut): Splits {
  const { blocks } = cut;
  const half = blocks / 2;
  const n = trials.names.length;
  const count = choose(blocks, half);
  const moments = blockMoments(trials, cut);
  const halves = Array.from({ length: half + 1 }, () => new Float64Array(2 * n));
  const rest = new Float64Array(2 * n);
  const measure = statisticOf(cut, moments);
  const inside = new Float64Array(n);
  const outside = new Float64Array(n);
  const out: Splits = {
    picked: new Int32Array(count),
    inSample: new Float64Array(count),
    outOfSample: new Float64Array(count),
    average: new Float64Array(count),
    logits: new Float64Array(count),
  };
  let split = 0;
  const visit = (depth: number, from: number): void => {
    const sums = halves[depth];
    if (depth === half) {
      for (let k = 0; k < rest.length; k++) rest[k] = moments.total[k] - sums[k];
      measure(sums, inside);
      measure(rest, outside);
      write(out, split++, inside, outside);
      return;
    }
    const next = halves[depth + 1];
    for (let block = from; block <= half + depth; block++) {
      const added = moments.byBlock[block];
      for (let k = 0; k < next.length; k++) next[k] = sums[k] + added[k];
      visit(depth + 1, block + 1);
    }
  };
  visit(0, 0);
  return out;
}

/** First n entries: sums of the returns less the trial's mean; the other n: sums of their squares. */
interface BlockMoments {
  readonly byBlock: readonly Float64Array[];
  readonly total: Float64Array;
  readonly means: Float64Array;
}

function blockMoments({ values, names, dates }: TrialReturns, { blocks, rows }: Cut): BlockMoments {
  const n = names.length;
  const start = dates - blocks * rows;
  const means = new Float64Array(n);
  for (let at = start * n; at < dates * n; at++) means[at % n] += values[at] / (dates - start);
  const byBlock = Array.from({ length: blocks }, () => new Float64Array(2 * n));
  const total = new Float64Array(2 * n);
  for (let i = start; i < dates; i++) {
    const sums = byBlock[Math.floor((i - start) / rows)];
    for (let k = 0; k < n; k++) {
      const d = values[i * n + k] - means[k];
      sums[k] += d;
      sums[n + k] += d * d;
      total[k] += d;
      total[n + k] += d * d;
    }
  }
  return { byBlock, total, means };
}

/** A variance below this share of the variance over all dates is rounding error: the trial does not vary here. */
const FLAT = 1e-12;

function statisticOf({ blocks, rows, statistic, scale }: Cut, { means, total }: BlockMoments) {
  const m = (blocks * rows) / 2;
  const n = means.length;
  return (sums: Float64Array, out: Float64Array): void => {
    for (let k = 0; k < n; k++) {
      const center = means[k] + sums[k] / m;
      if (statistic === "mean") {
        out[k] = center * scale;
        continue;
      }
      const squares = sums[n + k] - (sums[k] * sums[k]) / m;
      out[k] = squares > FLAT * total[n + k] ? (center / Math.sqrt(squares / (m - 1))) * scale : 0;
    }
  };
}

function write(out: Splits, split: number, inside: Float64Array, outside: Float64Array): void {
  const n = inside.length;
  let best = 0;
  for (let k = 1; k < n; k++) if (inside[k] > inside[best]) best = k;
  const met = outside[best];
  let below = 0;
  let equal = 0;
  let total = 0;
  for (let k = 0; k < n; k++) {
    total += outside[k];
    if (outside[k] < met) below++;
    else if (outside[k] === met) equal++;
  }
  const rank = below + (equal + 1) / 2;
  out.picked[split] = best;
  out.inSample[split] = inside[best];
  out.outOfSample[split] = met;
  out.average[split] = total / n;
  out.logits[split] = Math.log(rank / (n + 1 - rank));
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return Math.round(ways);
}

import { type Panel, SortedRow } from "../../core/index.js";
import type { Delisting } from "../../data/index.js";
import { exitPrices } from "../exitPrices.js";
import type { OrderedRows } from "../rowOrder.js";
import type { Span } from "../span.js";

/** What the portfolios of a factor are formed from. */
export interface HoldingInput {
  /** Factor values of the evaluated dates, sorted. */
  readonly factor: OrderedRows;
  readonly price: Panel;
  readonly span: Span;
  /** Sessions that each sub-portfolio is held. */
  readonly horizon: number;
  /** Sessions between the date of the factor and the entry. */
  readonly delay: number;
  readonly quantiles: number;
  /** What a symbol pays whose prices end. Default: its last price. */
  readonly delisting?: Required<Delisting>;
  readonly minNames: number;
}

/** Sums over sub-portfolios of their returns per session, and how many were held. */
export class Sums {
  readonly byQuantile: Float64Array;
  readonly held: Int32Array;
  readonly weighted: Float64Array;
  readonly weightedHeld: Int32Array;

  constructor(
    readonly sessions: number,
    quantiles: number,
  ) {
    this.byQuantile = new Float64Array(sessions * quantiles);
    this.held = new Int32Array(sessions * quantiles);
    this.weighted = new Float64Array(sessions);
    this.weightedHeld = new Int32Array(sessions);
  }
}

/** One sub-portfolio after the other, in reused buffers. */
export class Cohort {
  private entry = 0;
  private members = 0;
  private readonly columns: Int32Array;
  /** Units of each member that 1 buys. */
  private readonly units: Float64Array;
  private readonly weights: Float64Array;
  private readonly buckets: Int8Array;
  private readonly bucketOf: Int8Array;
  private readonly sizes: Float64Array;
  private readonly values: Float64Array;
  private readonly before: Float64Array;
  private readonly row: SortedRow;
  private readonly filled: Float64Array;

  constructor(private readonly input: HoldingInput) {
    const width = input.price.assets.length;
    this.columns = new Int32Array(width);
    this.units = new Float64Array(width);
    this.weights = new Float64Array(width);
    this.buckets = new Int8Array(width);
    this.bucketOf = new Int8Array(width);
    this.sizes = new Float64Array(input.quantiles + 1);
    this.values = new Float64Array(input.quantiles + 1);
    this.before = new Float64Array(input.quantiles + 1);
    this.row = new SortedRow(width);
    this.filled = carried(input.price, input.delisting);
  }

  /** Form the sub-portfolio of row `t` of the prices; false when too few symbols can be bought. */
  form(t: number): boolean {
    const { price, delay, quantiles, minNames, factor, span } = this.input;
    const width = price.assets.length;
    this.entry = t + delay;
    if (this.entry >= price.time.length - 1) return false;
    this.load(t);
    const { row, buckets } = this;
    if (row.n < minNames) return false;
    if (row.buckets(quantiles, buckets) < quantiles) buckets.fill(0);
    this.sizes.fill(0);
    this.members = 0;
    let total = 0;
    for (let k = 0; k < row.n; k++) {
      const j = row.columns[k];
      const paid = price.values[this.entry * width + j];
      if (!(paid > 0 && paid < Infinity)) continue;
      const m = this.members++;
      this.columns[m] = j;
      this.units[m] = 1 / paid;
      this.bucketOf[m] = buckets[j];
      this.sizes[buckets[j]]++;
      this.weights[m] = factor.values[(t - span.start) * width + j];
      total += this.weights[m];
    }
    this.demean(total / this.members);
    return this.members > 0;
  }

  /** Add the returns of the sub-portfolio while it is held. */
  hold(sums: Sums): void {
    const { horizon, quantiles, price } = this.input;
    const { values, before, sizes, members, columns, units, weights, bucketOf, filled } = this;
    const width = price.assets.length;
    before.fill(1);
    let equityBefore = 1;
    const last = Math.min(sums.sessions - 1, this.entry + horizon);
    for (let s = this.entry + 1; s <= last; s++) {
      values.fill(0);
      let equity = 1;
      for (let m = 0; m < members; m++) {
        const value = filled[s * width + columns[m]] * units[m];
        values[bucketOf[m]] += value;
        equity += weights[m] * (value - 1);
      }
      for (let q = 1; q <= quantiles; q++) {
        if (sizes[q] === 0) continue;
        const value = values[q] / sizes[q];
        sums.byQuantile[s * quantiles + q - 1] += value / before[q] - 1;
        sums.held[s * quantiles + q - 1]++;
        before[q] = value;
      }
      if (Number.isNaN(equity) || equityBefore <= 0) continue;
      sums.weighted[s] += equity / equityBefore - 1;
      sums.weightedHeld[s]++;
      equityBefore = equity;
    }
  }

  /** The symbols with a factor value and a price at `t`, in order of the factor. */
  private load(t: number): void {
    const { factor, price, span } = this.input;
    const width = price.assets.length;
    const start = (t - span.start) * width;
    const { row } = this;
    let n = 0;
    for (let k = start; k < start + factor.order.counts[t - span.start]; k++) {
      const j = factor.order.columns[k];
      const value = price.values[t * width + j];
      if (!(value > 0 && value < Infinity)) continue;
      row.values[n] = factor.values[start + j];
      row.columns[n++] = j;
    }
    row.n = n;
  }

  /** Weights of gross 1 from factor values; missing when they do not vary. */
  private demean(center: number): void {
    const { weights, members } = this;
    let gross = 0;
    for (let m = 0; m < members; m++) {
      weights[m] -= center;
      gross += Math.abs(weights[m]);
    }
    for (let m = 0; m < members; m++) weights[m] = gross > 0 ? weights[m] / gross : Number.NaN;
  }
}

/** Prices with every gap filled with the price before, and so everything after the last price where no policy says more. */
function carried(price: Panel, delisting?: Required<Delisting>): Float64Array {
  const out = delisting ? exitPrices(price, delisting) : price.values.slice();
  const width = price.assets.length;
  for (let at = 0; at < out.length; at++) {
    if (!(out[at] >= 0 && out[at] < Infinity) || price.values[at] === 0) {
      out[at] = at < width ? Number.NaN : out[at - width];
    }
  }
  return out;
}

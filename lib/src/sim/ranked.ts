import { rankInto } from "../core/index.js";
import { normalScores } from "./normalScores.js";

/** The cross-section of one signal on one date, ready for many rank correlations with candidate returns. */
export class RankedSignal {
  /** Number of names that have the signal and a next return. */
  count = 0;
  /** Rank-normal score per asset, 0 for names without the signal. */
  readonly scores: Float64Array;
  private readonly members: Int32Array;
  /** Ranks of the signal minus their mean. */
  private readonly centred: Float64Array;
  private spread = 0;
  private readonly values: Float64Array;
  private readonly ranks: Float64Array;
  private table: Float64Array = new Float64Array(0);

  constructor(width: number) {
    this.scores = new Float64Array(width);
    this.members = new Int32Array(width);
    this.centred = new Float64Array(width);
    this.values = new Float64Array(width);
    this.ranks = new Float64Array(width);
  }

  /** Take the signal of a date; `live` marks the names with a price on this and on the next session. */
  load(signal: Float64Array, live: Uint8Array): void {
    const { members, values, centred, scores } = this;
    let m = 0;
    for (let j = 0; j < signal.length; j++) {
      if (live[j] === 0 || Number.isNaN(signal[j])) continue;
      members[m] = j;
      values[m] = signal[j];
      m++;
    }
    this.count = m;
    rankInto(values.subarray(0, m), this.ranks.subarray(0, m));
    if (this.table.length !== m) this.table = normalScores(m);
    scores.fill(0);
    this.spread = 0;
    for (let i = 0; i < m; i++) {
      const rank = this.ranks[i];
      centred[i] = rank - (m + 1) / 2;
      this.spread += centred[i] * centred[i];
      scores[members[i]] = (this.table[Math.floor(rank) - 1] + this.table[Math.ceil(rank) - 1]) / 2;
    }
  }

  /** Spearman's correlation of the signal with `returns` over the names that have the signal. */
  rankIc(returns: Float64Array): number {
    const { members, values, ranks, centred, count } = this;
    for (let i = 0; i < count; i++) values[i] = returns[members[i]];
    rankInto(values.subarray(0, count), ranks.subarray(0, count));
    let cross = 0;
    let spread = 0;
    for (let i = 0; i < count; i++) {
      const rank = ranks[i] - (count + 1) / 2;
      cross += centred[i] * rank;
      spread += rank * rank;
    }
    return cross / Math.sqrt(spread * this.spread);
  }

  /** How much this signal's rank correlation moves per unit of `scores`, for jointly normal returns. */
  loading(scores: Float64Array): number {
    let cross = 0;
    let square = 0;
    for (let i = 0; i < this.count; i++) {
      const score = scores[this.members[i]];
      cross += this.centred[i] * score;
      square += score * score;
    }
    return square === 0 ? 0 : cross / Math.sqrt(this.spread * this.count);
  }
}

import { RankedSignal } from "./ranked.js";

/** Below this many names a rank correlation is too coarse to aim at; nothing is planted. */
const FEWEST = 5;
const ROUNDS = 5;
/** Largest loading, in cross-sectional standard deviations of the day's returns per unit of score. */
const LARGEST = 1;

/**
 * Adds to a session's noise returns the loadings k₁ z₁ + k₂ z₂ on the normal scores of two signals that shift
 * each signal's rank correlation with the session's returns by exactly its planted value.
 *
 * The loadings are solved on the date itself: heterogeneous volatility, the market's and the sectors' part, fat
 * tails, the gap between Pearson's and Spearman's correlation and the correlation between the signals are all
 * accounted for. As the noise alone has an expected rank IC of zero, the expected rank IC of a signal is the planted
 * value, and the day-to-day scatter around it is the natural one.
 */
export class Planter {
  private readonly ranked: readonly [RankedSignal, RankedSignal];
  private readonly goal = new Float64Array(2);
  private readonly miss = new Float64Array(2);
  private readonly loadings = new Float64Array(2);
  private readonly scratch: Float64Array;

  constructor(
    width: number,
    /** Planted rank IC per signal. */
    private readonly planted: readonly [number, number],
  ) {
    this.ranked = [new RankedSignal(width), new RankedSignal(width)];
    this.scratch = new Float64Array(width);
  }

  /**
   * Write the session's returns to `out`.
   * @param signals the two signals as known at the close before
   * @param day `noise`: symmetric returns; `shift`: what happens to a name for reasons of its own (a crash), added
   * but kept from moving the rank ICs; `live`: 1 for names with a price on both sessions
   */
  apply(
    signals: readonly [Float64Array, Float64Array],
    day: { noise: Float64Array; shift: Float64Array; live: Uint8Array },
    out: Float64Array,
  ): void {
    const { ranked, goal, loadings, miss } = this;
    loadings.fill(0);
    for (let p = 0; p < 2; p++) {
      ranked[p].load(signals[p], day.live);
      if (ranked[p].count >= FEWEST) goal[p] = ranked[p].rankIc(day.noise) + this.planted[p];
    }
    const unit = rankScale(day.noise, day.live, this.scratch);
    for (let round = 0; round <= ROUNDS; round++) {
      this.compose(day, unit, out);
      if (round === ROUNDS) return;
      for (let p = 0; p < 2; p++) {
        miss[p] = ranked[p].count < FEWEST ? 0 : goal[p] - ranked[p].rankIc(out);
      }
      if (miss[0] === 0 && miss[1] === 0) return;
      this.step();
    }
  }

  private compose(day: { noise: Float64Array; shift: Float64Array }, unit: number, out: Float64Array): void {
    const [a, b] = [this.ranked[0].scores, this.ranked[1].scores];
    const [ka, kb] = [this.loadings[0] * unit, this.loadings[1] * unit];
    for (let j = 0; j < out.length; j++) out[j] = day.noise[j] + day.shift[j] + ka * a[j] + kb * b[j];
  }

  /** One quasi-Newton step: the slopes are those of normal returns, the rounds absorb the difference. */
  private step(): void {
    const { ranked, miss, loadings } = this;
    const [first, second] = ranked;
    const a = first.count < FEWEST ? 1 : first.loading(first.scores);
    const d = second.count < FEWEST ? 1 : second.loading(second.scores);
    const b = first.loading(second.scores);
    const c = second.loading(first.scores);
    const determinant = a * d - b * c;
    const [da, db] =
      determinant > 0.2
        ? [(d * miss[0] - b * miss[1]) / determinant, (a * miss[1] - c * miss[0]) / determinant]
        : [miss[0], miss[1]];
    loadings[0] = Math.max(-LARGEST, Math.min(LARGEST, loadings[0] + da));
    loadings[1] = Math.max(-LARGEST, Math.min(LARGEST, loadings[1] + db));
  }
}

/**
 * The scale of a cross-section as ranks feel it: the standard deviation of the normal distribution that has the same
 * mean density as the live names' returns, estimated from spacings. Fat tails hardly move it.
 */
function rankScale(returns: Float64Array, live: Uint8Array, scratch: Float64Array): number {
  let count = 0;
  for (let j = 0; j < returns.length; j++) if (live[j] === 1) scratch[count++] = returns[j];
  const sorted = scratch.subarray(0, count).sort();
  const half = Math.max(1, Math.round(count / 10));
  let density = 0;
  for (let i = half; i + half < count; i++) density += (2 * half) / (sorted[i + half] - sorted[i - half]);
  return density === 0 ? 0 : (count * count) / (density * 2 * Math.sqrt(Math.PI));
}

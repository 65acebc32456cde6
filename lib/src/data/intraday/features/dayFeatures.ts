/** What a session looks like to the features. Instants are UTC milliseconds. */
export interface SessionTimes {
  readonly open: number;
  readonly close: number;
}

/** Where the features of a symbol's sessions are written, one value per session. */
export interface DayTargets {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly bars: Float64Array;
  readonly realised_variance: Float64Array;
  readonly bipower_variation: Float64Array;
  readonly realised_skewness: Float64Array;
  readonly realised_kurtosis: Float64Array;
  readonly vwap: Float64Array;
  readonly amihud_intraday: Float64Array;
  readonly opening_volume_share: Float64Array;
  readonly closing_volume_share: Float64Array;
  readonly intraday_return: Float64Array;
}

/** Bars in the order of time. A missing volume is `NaN`. */
export interface BarChunk {
  /** Session of each bar: its place among the targets. */
  readonly session: ArrayLike<number>;
  /** End of each bar, UTC milliseconds. */
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/**
 * The features of one symbol, fed with its regular bars chunk by chunk; each session is written when the next one begins, and
 * the last by {@link end}. See `BAR_FEATURES` for the formulas.
 */
export class DayFeatures {
  #session = -1;
  #bars = 0;
  #open = 0;
  #high = 0;
  #low = 0;
  #close = 0;
  #volume = 0;
  #known = 0;
  #traded = 0;
  #early = 0;
  #late = 0;
  #r1 = 0;
  #r2 = 0;
  #r3 = 0;
  #r4 = 0;
  #cross = 0;
  #impact = 0;
  #impacts = 0;

  constructor(
    private readonly sessions: readonly SessionTimes[],
    private readonly targets: DayTargets,
    /** Length of the opening and closing window, milliseconds. */
    private readonly window: number,
    /** Where the values of session 0 stand, and how far those of the next are. */
    private readonly place: { readonly offset: number; readonly stride: number },
  ) {}

  add({ session, time, open, high, low, close, volume }: BarChunk, count: number): void {
    for (let i = 0; i < count; i++) {
      if (session[i] !== this.#session) this.#begin(session[i], open[i]);
      const { open: opening, close: closing } = this.sessions[this.#session];
      const r = Math.log(close[i] / this.#close);
      const size = Math.abs(r);
      const square = r * r;
      this.#cross += size * this.#r1;
      this.#r1 = size;
      this.#r2 += square;
      this.#r3 += square * r;
      this.#r4 += square * square;
      if (high[i] > this.#high) this.#high = high[i];
      if (low[i] < this.#low) this.#low = low[i];
      this.#close = close[i];
      this.#bars++;
      const v = volume[i];
      if (v >= 0) this.#known++;
      if (!(v > 0)) continue;
      this.#volume += v;
      this.#traded += (v * (high[i] + low[i] + close[i])) / 3;
      if (time[i] <= opening + this.window) this.#early += v;
      if (time[i] > closing - this.window) this.#late += v;
      this.#impact += size / (v * close[i]);
      this.#impacts++;
    }
  }

  /** Write the session that is open. */
  end(): void {
    if (this.#session >= 0) this.#write(this.place.offset + this.#session * this.place.stride);
    this.#session = -1;
  }

  #begin(session: number, open: number): void {
    this.end();
    this.#session = session;
    this.#open = open;
    this.#close = open;
    this.#high = -Infinity;
    this.#low = Infinity;
    this.#bars = this.#known = this.#volume = this.#traded = this.#early = this.#late = 0;
    this.#r1 = this.#r2 = this.#r3 = this.#r4 = this.#cross = this.#impact = this.#impacts = 0;
  }

  #write(at: number): void {
    const { targets } = this;
    const n = this.#bars;
    const variance = this.#r2;
    targets.open[at] = this.#open;
    targets.high[at] = this.#high;
    targets.low[at] = this.#low;
    targets.close[at] = this.#close;
    targets.volume[at] = this.#known > 0 ? this.#volume : Number.NaN;
    targets.bars[at] = n;
    targets.realised_variance[at] = variance;
    targets.bipower_variation[at] = n > 1 ? ((Math.PI / 2) * n * this.#cross) / (n - 1) : Number.NaN;
    targets.realised_skewness[at] = (Math.sqrt(n) * this.#r3) / (variance * Math.sqrt(variance));
    targets.realised_kurtosis[at] = (n * this.#r4) / (variance * variance);
    targets.vwap[at] = this.#traded / this.#volume;
    targets.amihud_intraday[at] = this.#impact / this.#impacts;
    targets.opening_volume_share[at] = this.#early / this.#volume;
    targets.closing_volume_share[at] = this.#late / this.#volume;
    targets.intraday_return[at] = Math.log(this.#close / this.#open);
  }
}

import { type AssetIndex, type Panel, quantileBuckets, rankInto, type TimeIndex } from "../core/index.js";
import { fillForwardReturns } from "./forwardReturns.js";
import { LOSS_REASONS, type LossReason } from "./lossReason.js";
import { LossReport } from "./lossReport.js";
import type { ResolvedOptions } from "./options.js";
import { type Span, spanOf } from "./span.js";

/** A row of a {@link FactorFrame} in long form. */
export interface FactorFrameRow {
  readonly date: string;
  readonly symbol: string;
  readonly factor: number;
  /** Simple forward return, fraction. */
  readonly forward: number;
  /** 1 = lowest factor values; 0 on a date without quantiles. */
  readonly quantile: number;
}

/**
 * The canonical frame of one factor at one horizon: factor and forward return of every (date, symbol) that has
 * both, ranks, quantiles, and what was lost on the way. Every statistic of the evaluation is computed from it.
 * A symbol that is missing at one horizon stays in the others (alphalens drops it from all).
 */
export interface FactorFrame {
  readonly name: string;
  /** Sessions of the forward return. */
  readonly horizon: number;
  /** Sessions between the date of the factor and the entry. */
  readonly delay: number;
  /** Buckets asked for. */
  readonly quantiles: number;
  readonly time: TimeIndex;
  readonly assets: AssetIndex;
  /** Row-major dates × assets; `NaN` where the pair is incomplete. */
  readonly factor: Float64Array;
  /** Row-major forward returns of the same pairs, fraction. */
  readonly forward: Float64Array;
  /** Average ranks of the factor among the pairs of its date. */
  readonly ranks: Float64Array;
  /** Quantile of each pair: 1 (lowest) to `quantiles`; 0 for no pair or no quantiles on the date. */
  readonly buckets: Int8Array;
  /** Complete pairs per date; 0 on a date with fewer than the minimum. */
  readonly names: Int32Array;
  /** Counts per date, see {@link LossReport.byDate}; `no_variance` is filled in by the IC. */
  readonly lossByDate: Record<LossReason, Int32Array>;
  /** 1 on dates whose quantile edges coincide, so that there are fewer buckets than asked for. */
  readonly tied: Uint8Array;
}

/** Large arrays that frames of the same shape can share, one after the other. */
export interface FrameBuffers {
  readonly factor: Float64Array;
  readonly forward: Float64Array;
  readonly ranks: Float64Array;
  readonly buckets: Int8Array;
  /** Forward returns of the whole price panel. */
  readonly returns: Float64Array;
}

export function frameBuffers(price: Panel, span: Span): FrameBuffers {
  const cells = (span.end - span.start) * price.assets.length;
  return {
    factor: new Float64Array(cells),
    forward: new Float64Array(cells),
    ranks: new Float64Array(cells),
    buckets: new Int8Array(cells),
    returns: new Float64Array(price.values.length),
  };
}

/**
 * Build the frame of `factor` against the forward returns of `price`, both on the same dates and assets. With
 * `buffers` given, the frame is valid until they are used again.
 */
export function buildFrame(
  factor: Panel,
  price: Panel,
  horizon: number,
  options: ResolvedOptions & { buffers?: FrameBuffers },
): FactorFrame {
  const span = spanOf(price.time, options);
  const buffers = options.buffers ?? frameBuffers(price, span);
  fillForwardReturns(price, { horizon, delay: options.delay }, buffers.returns);
  const dates = span.end - span.start;
  const frame: FactorFrame = {
    name: factor.name || "factor",
    horizon,
    delay: options.delay,
    quantiles: options.quantiles,
    time: price.time.slice(span.start, span.end),
    assets: price.assets,
    factor: buffers.factor,
    forward: buffers.forward,
    ranks: buffers.ranks,
    buckets: buffers.buckets,
    names: new Int32Array(dates),
    lossByDate: emptyLoss(dates),
    tied: new Uint8Array(dates),
  };
  fillPairs(frame, { factor, price, returns: buffers.returns, span });
  fillRanksAndBuckets(frame, options.minNames);
  return frame;
}

function emptyLoss(dates: number): Record<LossReason, Int32Array> {
  const entries = LOSS_REASONS.map((reason) => [reason, new Int32Array(dates)] as const);
  return Object.fromEntries(entries) as Record<LossReason, Int32Array>;
}

interface PairInput {
  readonly factor: Panel;
  readonly price: Panel;
  readonly returns: Float64Array;
  readonly span: Span;
}

/** Copy the complete pairs, and say of each other cell why it is none. */
function fillPairs(frame: FactorFrame, { factor, price, returns, span }: PairInput): void {
  const width = frame.assets.length;
  const firstFactor = firstPresent(factor);
  const lastPrice = lastPresent(price);
  const ahead = frame.delay + frame.horizon;
  const loss = frame.lossByDate;
  for (let row = span.start; row < span.end; row++) {
    const i = row - span.start;
    const exit = row + ahead;
    let pairs = 0;
    for (let j = 0; j < width; j++) {
      const at = row * width + j;
      const to = i * width + j;
      const x = factor.values[at];
      const y = returns[at];
      if (Number.isFinite(x) && Number.isFinite(y)) {
        frame.factor[to] = x;
        frame.forward[to] = y;
        pairs++;
        continue;
      }
      frame.factor[to] = Number.NaN;
      frame.forward[to] = Number.NaN;
      if (!Number.isFinite(x)) {
        if (!Number.isFinite(price.values[at])) loss.not_trading[i]++;
        else if (row < firstFactor[j]) loss.warm_up[i]++;
        else loss.no_factor[i]++;
      } else if (exit >= price.time.length) loss.past_end[i]++;
      else if (exit > lastPrice[j]) loss.delisted[i]++;
      else loss.no_forward[i]++;
    }
    frame.names[i] = pairs;
  }
}

/** First row with a finite value per asset; the number of rows for none. */
function firstPresent({ values, time, assets }: Panel): Int32Array {
  const width = assets.length;
  const first = new Int32Array(width).fill(time.length);
  for (let at = values.length - 1; at >= 0; at--) {
    if (Number.isFinite(values[at])) first[at % width] = (at / width) | 0;
  }
  return first;
}

/** Last row with a finite value per asset; −1 for none. */
function lastPresent({ values, assets }: Panel): Int32Array {
  const width = assets.length;
  const last = new Int32Array(width).fill(-1);
  for (let at = 0; at < values.length; at++) {
    if (Number.isFinite(values[at])) last[at % width] = (at / width) | 0;
  }
  return last;
}

function fillRanksAndBuckets(frame: FactorFrame, minNames: number): void {
  const width = frame.assets.length;
  for (let i = 0; i < frame.names.length; i++) {
    const factor = frame.factor.subarray(i * width, (i + 1) * width);
    if (frame.names[i] < minNames) {
      frame.lossByDate.too_few[i] = frame.names[i];
      frame.names[i] = 0;
      factor.fill(Number.NaN);
      frame.forward.fill(Number.NaN, i * width, (i + 1) * width);
    }
    rankInto(factor, frame.ranks.subarray(i * width, (i + 1) * width));
    const buckets = frame.buckets.subarray(i * width, (i + 1) * width);
    if (quantileBuckets(factor, frame.quantiles, buckets) < frame.quantiles) {
      buckets.fill(0);
      if (frame.names[i] > 0) frame.tied[i] = 1;
    }
  }
}

/** The loss of a frame as a report. */
export function lossReport(frame: FactorFrame): LossReport {
  const tied = Array.from(frame.tied.keys())
    .filter((i) => frame.tied[i] === 1)
    .map((i) => frame.time.label(i));
  return new LossReport(frame.name, frame.horizon, frame.time, frame.assets.length, frame.lossByDate, tied);
}

import type { FactorFrame } from "./factorFrame.js";
import type { FactorSide } from "./factorSide.js";
import { fillPairs, type Sides } from "./fillPairs.js";
import { fillRanks } from "./fillRanks.js";
import { LOSS_REASONS, type LossReason } from "./lossReason.js";
import type { PriceSide } from "./priceSide.js";

/** Large arrays that frames of the same shape can share, one after the other. */
export interface FrameBuffers {
  readonly factor: Float64Array;
  readonly ranks: Float64Array;
  /** Empty where a frame takes the forward side's arrays for its own. */
  readonly forward: Float64Array;
  readonly forwardRanks: Float64Array;
  readonly buckets: Int8Array;
  readonly loaded: LoadedRows;
}

/** What the frame before left in the buffers: the next one of the same factor need not copy it again. */
export interface LoadedRows {
  factor: FactorSide | undefined;
  /** 1 on dates on which every name with a value has a pair: value, rank and bucket are those of the factor. */
  readonly whole: Uint8Array;
}

export function frameBuffers({ panel, span, keep }: PriceSide): FrameBuffers {
  const cells = (span.end - span.start) * panel.assets.length;
  const forwardCells = keep ? cells : 0;
  return {
    factor: new Float64Array(cells),
    forward: new Float64Array(forwardCells),
    ranks: new Float64Array(cells),
    forwardRanks: new Float64Array(forwardCells),
    buckets: new Int8Array(cells),
    loaded: { factor: undefined, whole: new Uint8Array(span.end - span.start) },
  };
}

export interface BuildOptions {
  readonly quantiles: number;
  readonly minNames: number;
  /** The frame is valid until they are used again. Default: new ones. */
  readonly buffers?: FrameBuffers;
}

/** Build the frame of a factor against the forward returns of one horizon, both on the same dates and assets. */
export function buildFrame(sides: Sides, { quantiles, minNames, buffers }: BuildOptions): FactorFrame {
  const { factor, forward, price } = sides;
  const { start, end } = price.span;
  const { loaded, ...arrays } = buffers ?? frameBuffers(price);
  if (loaded.factor !== factor) loaded.whole.fill(0);
  loaded.factor = factor;
  const frame: FactorFrame = {
    ...arrays,
    ...(price.keep ? {} : { forward: forward.values, forwardRanks: forward.order.ranks }),
    name: factor.name,
    horizon: forward.horizon,
    delay: forward.delay,
    quantiles,
    time: price.panel.time.slice(start, end),
    assets: price.panel.assets,
    names: new Int32Array(end - start),
    lossByDate: emptyLoss(end - start),
    tied: new Uint8Array(end - start),
  };
  fillPairs(frame, sides, loaded.whole);
  fillRanks(frame, sides, { minNames, whole: loaded.whole });
  return frame;
}

function emptyLoss(dates: number): Record<LossReason, Int32Array> {
  const entries = LOSS_REASONS.map((reason) => [reason, new Int32Array(dates)] as const);
  return Object.fromEntries(entries) as Record<LossReason, Int32Array>;
}

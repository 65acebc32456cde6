import type { FactorFrame } from "./factorFrame.js";
import { fillPairs, type Sides } from "./fillPairs.js";
import { fillRanks } from "./fillRanks.js";
import { LOSS_REASONS, type LossReason } from "./lossReason.js";
import type { PriceSide } from "./priceSide.js";

/** Large arrays that frames of the same shape can share, one after the other. */
export interface FrameBuffers {
  readonly factor: Float64Array;
  readonly forward: Float64Array;
  readonly ranks: Float64Array;
  readonly forwardRanks: Float64Array;
  readonly buckets: Int8Array;
}

export function frameBuffers({ panel, span }: PriceSide): FrameBuffers {
  const cells = (span.end - span.start) * panel.assets.length;
  return {
    factor: new Float64Array(cells),
    forward: new Float64Array(cells),
    ranks: new Float64Array(cells),
    forwardRanks: new Float64Array(cells),
    buckets: new Int8Array(cells),
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
  const frame: FactorFrame = {
    ...(buffers ?? frameBuffers(price)),
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
  fillPairs(frame, sides);
  fillRanks(frame, sides, minNames);
  return frame;
}

function emptyLoss(dates: number): Record<LossReason, Int32Array> {
  const entries = LOSS_REASONS.map((reason) => [reason, new Int32Array(dates)] as const);
  return Object.fromEntries(entries) as Record<LossReason, Int32Array>;
}

import type { Panel } from "../core/index.js";
import type { FactorFrame } from "./factorFrame.js";
import { type FactorOrder, factorOrder } from "./factorOrder.js";
import { fillPairs } from "./fillPairs.js";
import { fillRanks } from "./fillRanks.js";
import { fillForwardReturns } from "./forwardReturns.js";
import { LOSS_REASONS, type LossReason } from "./lossReason.js";
import type { ResolvedOptions } from "./options.js";
import { type Span, spanOf } from "./span.js";

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
 * `buffers` given, the frame is valid until they are used again; `order` spares sorting the factor for each horizon.
 */
export function buildFrame(
  factor: Panel,
  price: Panel,
  horizon: number,
  options: ResolvedOptions & { buffers?: FrameBuffers; order?: FactorOrder },
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
  fillRanks(frame, options.order ?? factorOrder(factor, span), options.minNames);
  return frame;
}

function emptyLoss(dates: number): Record<LossReason, Int32Array> {
  const entries = LOSS_REASONS.map((reason) => [reason, new Int32Array(dates)] as const);
  return Object.fromEntries(entries) as Record<LossReason, Int32Array>;
}

import type { Panel, RowOrder } from "../core/index.js";
import type { Delisting } from "../data/index.js";
import { exitPrices } from "./exitPrices.js";
import { fillForwardReturns } from "./forwardReturns.js";
import { emptyOrder, type OrderedRows, orderRows } from "./rowOrder.js";
import type { Span } from "./span.js";

/** Forward returns of one horizon over the evaluated dates, in order. */
export interface ForwardSide extends OrderedRows {
  readonly horizon: number;
  readonly delay: number;
}

export interface PriceSideOptions {
  readonly span: Span;
  readonly delay: number;
  readonly delisting?: Required<Delisting>;
  /**
   * Keep the forward returns of every horizon for the next factor: 20 bytes per cell and horizon. Without it one
   * buffer serves all: what {@link PriceSide.forward} gave is valid until it is called again, and a frame may take it
   * for its own.
   */
  readonly keep: boolean;
}

/** What every factor is measured against: prices, and their forward returns by horizon. */
export class PriceSide {
  readonly span: Span;
  readonly delay: number;
  /** Last row with a finite price per asset; −1 for none. */
  readonly last: Int32Array;
  readonly keep: boolean;
  private readonly exits: Float64Array | undefined;
  private readonly kept = new Map<number, ForwardSide>();
  private spare: ForwardBuffers | undefined;

  constructor(
    readonly panel: Panel,
    { span, delay, delisting, keep }: PriceSideOptions,
  ) {
    this.span = span;
    this.delay = delay;
    this.keep = keep;
    this.last = lastPresent(panel);
    this.exits = delisting && exitPrices(panel, delisting);
  }

  forward(horizon: number): ForwardSide {
    const known = this.kept.get(horizon);
    if (known) return known;
    const { panel, span, delay, exits } = this;
    const width = panel.assets.length;
    const buffers = this.spare ?? forwardBuffers(panel, span);
    fillForwardReturns(panel, { horizon, delay, exits }, buffers.returns);
    const values = buffers.returns.subarray(span.start * width, span.end * width);
    const side = { horizon, delay, ...orderRows(values, width, buffers.order) };
    if (this.keep) this.kept.set(horizon, side);
    else this.spare = buffers;
    return side;
  }
}

interface ForwardBuffers {
  /** Of the whole panel. */
  readonly returns: Float64Array;
  readonly order: RowOrder;
}

function forwardBuffers({ values, assets }: Panel, { start, end }: Span): ForwardBuffers {
  const order = emptyOrder((end - start) * assets.length, assets.length);
  return { returns: new Float64Array(values.length), order };
}

function lastPresent({ values, time, assets }: Panel): Int32Array {
  const last = new Int32Array(assets.length).fill(-1);
  let left = last.length;
  for (let row = time.length - 1; row >= 0 && left > 0; row--) {
    const base = row * assets.length;
    for (let j = 0; j < last.length; j++) {
      if (last[j] >= 0 || !Number.isFinite(values[base + j])) continue;
      last[j] = row;
      left--;
    }
  }
  return last;
}

import type { FactorFrame } from "./factorFrame.js";
import type { FactorSide } from "./factorSide.js";
import type { ForwardSide, PriceSide } from "./priceSide.js";

/** The two sides of a frame. */
export interface Sides {
  readonly factor: FactorSide;
  readonly forward: ForwardSide;
  readonly price: PriceSide;
}

/** Copy the complete pairs into the frame, and say of each other cell why it is none. `whole`: see `LoadedRows`. */
export function fillPairs(frame: FactorFrame, sides: Sides, whole: Uint8Array): void {
  const { factor, forward } = sides;
  const width = frame.assets.length;
  for (let i = 0; i < frame.names.length; i++) {
    if (factor.order.counts[i] === width && forward.order.counts[i] === width) {
      const [start, end] = [i * width, (i + 1) * width];
      if (whole[i] === 0) frame.factor.set(factor.values.subarray(start, end), start);
      if (frame.forward !== forward.values) frame.forward.set(forward.values.subarray(start, end), start);
      frame.names[i] = width;
    } else {
      frame.names[i] = pairRow(frame, sides, i);
      countLosses(frame, sides, i);
    }
  }
}

function pairRow(frame: FactorFrame, { factor, forward }: Sides, i: number): number {
  const width = frame.assets.length;
  const xs = factor.values;
  const ys = forward.values;
  let pairs = 0;
  for (let at = i * width; at < (i + 1) * width; at++) {
    const x = xs[at];
    const y = ys[at];
    // A difference that is no number: one of the two is missing or infinite.
    if (x - x === 0 && y - y === 0) {
      frame.factor[at] = x;
      frame.forward[at] = y;
      pairs++;
    } else {
      frame.factor[at] = Number.NaN;
      frame.forward[at] = Number.NaN;
    }
  }
  return pairs;
}

function countLosses(frame: FactorFrame, { factor, forward, price }: Sides, i: number): void {
  const width = frame.assets.length;
  const loss = frame.lossByDate;
  const row = price.span.start + i;
  const exit = row + frame.delay + frame.horizon;
  for (let j = 0; j < width; j++) {
    const at = i * width + j;
    if (!Number.isFinite(factor.values[at])) {
      if (!Number.isFinite(price.panel.values[row * width + j])) loss.not_trading[i]++;
      else if (row < factor.first[j]) loss.warm_up[i]++;
      else loss.no_factor[i]++;
    } else if (!Number.isFinite(forward.values[at])) {
      if (exit >= price.panel.time.length) loss.past_end[i]++;
      else if (exit > price.last[j]) loss.delisted[i]++;
      else loss.no_forward[i]++;
    }
  }
}

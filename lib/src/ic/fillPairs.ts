import type { Panel } from "../core/index.js";
import type { FactorFrame } from "./factorFrame.js";
import type { Span } from "./span.js";

export interface PairInput {
  readonly factor: Panel;
  readonly price: Panel;
  /** Forward returns of the whole price panel. */
  readonly returns: Float64Array;
  readonly span: Span;
}

/** Copy the complete pairs into the frame, and say of each other cell why it is none. */
export function fillPairs(frame: FactorFrame, { factor, price, returns, span }: PairInput): void {
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
  const first = new Int32Array(assets.length).fill(time.length);
  for (let row = time.length - 1; row >= 0; row--) {
    const base = row * assets.length;
    for (let j = 0; j < first.length; j++) if (Number.isFinite(values[base + j])) first[j] = row;
  }
  return first;
}

/** Last row with a finite value per asset; −1 for none. */
function lastPresent({ values, time, assets }: Panel): Int32Array {
  const last = new Int32Array(assets.length).fill(-1);
  for (let row = 0; row < time.length; row++) {
    const base = row * assets.length;
    for (let j = 0; j < last.length; j++) if (Number.isFinite(values[base + j])) last[j] = row;
  }
  return last;
}

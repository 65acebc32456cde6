import { checkInteger, checkKeys, type Panel } from "../core/index.js";
import { buildFrame } from "./buildFrame.js";
import type { FactorFrame, FactorFrameRow } from "./factorFrame.js";
import { factorSide } from "./factorSide.js";
import { IC_OPTION_KEYS, type IcOptions, resolveOptions } from "./options.js";
import { PriceSide } from "./priceSide.js";
import { spanOf } from "./span.js";

export interface FrameOptions extends Omit<IcOptions, "horizons"> {
  /** Sessions of the forward return. */
  horizon: number;
}

/**
 * The canonical frame of factor values at one horizon: every (date, symbol) that has a factor value and a forward
 * return, with ranks and quantiles, as row-major arrays. {@link frameRows} gives it in long form.
 *
 * @param factor dates × assets; put on the dates and assets of `price`
 * @param price dates × assets, adjusted prices
 */
export function factorFrame(factor: Panel, price: Panel, options: FrameOptions): FactorFrame {
  const who = "ic.factorFrame";
  checkKeys(who, options, ["horizon", ...IC_OPTION_KEYS.filter((key) => key !== "horizons")]);
  const { horizon, ...rest } = options;
  checkInteger(who, "horizon", horizon, 1);
  const resolved = resolveOptions(who, { ...rest, horizons: [horizon] });
  const same = factor.time.equals(price.time) && factor.assets.equals(price.assets);
  const aligned = same ? factor : factor.reindex(price.time, price.assets);
  const span = spanOf(price.time, resolved);
  const side = new PriceSide(price, {
    span,
    delay: resolved.delay,
    delisting: resolved.delisting,
    keep: false,
  });
  const sides = {
    factor: factorSide(aligned, span, resolved.quantiles),
    forward: side.forward(horizon),
    price: side,
  };
  return buildFrame(sides, resolved);
}

/** A frame in long form, date by date: one row per complete pair. */
export function frameRows(frame: FactorFrame): FactorFrameRow[] {
  const width = frame.assets.length;
  const rows: FactorFrameRow[] = [];
  for (let i = 0; i < frame.time.length; i++) {
    const date = frame.time.label(i);
    for (let j = 0; j < width; j++) {
      const at = i * width + j;
      if (Number.isNaN(frame.factor[at])) continue;
      rows.push({
        date,
        symbol: frame.assets.symbols[j],
        factor: frame.factor[at],
        forward: frame.forward[at],
        quantile: frame.buckets[at],
      });
    }
  }
  return rows;
}

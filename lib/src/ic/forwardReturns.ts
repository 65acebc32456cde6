import { checkInteger, checkKeys, Panel } from "../core/index.js";

export interface ForwardReturnOptions {
  /** Sessions between the date of the factor and the entry. Default 0 (alphalens' convention: entry at the same close). */
  delay?: number;
}

/**
 * Simple return of the next `horizon` sessions, written on the date it is looked up from:
 * price[t + delay + horizon] / price[t + delay] − 1, in sessions (rows), as a fraction.
 *
 * Reads the future: it is what a factor is measured against, never an input of one. Missing where either price is
 * missing or not positive; a price is never carried over a gap (alphalens fills prices forward first).
 *
 * @param price dates × assets, adjusted prices
 * @param horizon sessions the return spans, at least 1
 */
export function forwardReturns(price: Panel, horizon: number, options: ForwardReturnOptions = {}): Panel {
  const who = "ic.forwardReturns";
  checkInteger(who, "horizon", horizon, 1, "a forward return spans at least one session");
  checkKeys(who, options, ["delay"]);
  const delay = checkInteger(who, "delay", options.delay ?? 0, 0, "an entry in the past is not possible");
  const out = new Float64Array(price.values.length);
  fillForwardReturns(price, { horizon, delay }, out);
  const name = delay > 0 ? `forward_${horizon}_delay_${delay}` : `forward_${horizon}`;
  return Panel.of(price.time, price.assets, out, { name, unit: "fraction" });
}

/** {@link forwardReturns} into an existing buffer as large as the panel. `exits`: the prices at the end, see `exitPrices`. */
export function fillForwardReturns(
  price: Panel,
  { horizon, delay, exits = price.values }: { horizon: number; delay: number; exits?: Float64Array },
  out: Float64Array,
): void {
  const { values } = price;
  const lost = exits === values ? 0 : -1;
  const entry = delay * price.assets.length;
  const exit = entry + horizon * price.assets.length;
  const last = Math.max(0, values.length - exit);
  for (let i = 0; i < last; i++) {
    const from = values[i + entry];
    const to = exits[i + exit];
    out[i] = from > 0 && to > lost && from < Infinity && to < Infinity ? to / from - 1 : Number.NaN;
  }
  out.fill(Number.NaN, last);
}
